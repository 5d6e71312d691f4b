"""Templates, portfolios, posts and media."""

from portfolios.models.portfolio import MAX_SUMMARY, Portfolio, PortfolioQuerySet
from portfolios.models.post import Attachment, MediaKind, MediaState, Post, PostSection
from portfolios.models.template import (
    MAX_SECTIONS,
    FamilyView,
    PortfolioTemplate,
    Section,
    TeacherAccess,
    TemplateSchool,
)

__all__ = [
    "MAX_SECTIONS",
    "MAX_SUMMARY",
    "Attachment",
    "FamilyView",
    "MediaKind",
    "MediaState",
    "Portfolio",
    "PortfolioQuerySet",
    "PortfolioTemplate",
    "Post",
    "PostSection",
    "Section",
    "TeacherAccess",
    "TemplateSchool",
]
