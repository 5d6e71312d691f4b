"""Templates, portfolios, posts and media."""

from portfolios.models.attachment import Attachment, MediaKind, MediaState
from portfolios.models.comment import LONGEST_COMMENT, Comment
from portfolios.models.draft import Draft
from portfolios.models.look import Look
from portfolios.models.pause import LONGEST_REASON, SharingPause, SharingPauseQuerySet
from portfolios.models.portfolio import MAX_SUMMARY, Portfolio, PortfolioQuerySet
from portfolios.models.post import Post, PostLink, PostQuerySet, PostSection
from portfolios.models.quota import MediaQuota
from portfolios.models.summary_draft import MOST_KEPT, SummaryDraft
from portfolios.models.template import (
    MAX_SECTIONS,
    FamilyView,
    PortfolioTemplate,
    Section,
    TeacherAccess,
    TemplateSchool,
    TemplateState,
)
from portfolios.models.upload import Upload

__all__ = [
    "LONGEST_COMMENT",
    "LONGEST_REASON",
    "MAX_SECTIONS",
    "MAX_SUMMARY",
    "MOST_KEPT",
    "Attachment",
    "Comment",
    "Draft",
    "FamilyView",
    "Look",
    "MediaKind",
    "MediaQuota",
    "MediaState",
    "Portfolio",
    "PortfolioQuerySet",
    "PortfolioTemplate",
    "Post",
    "PostLink",
    "PostQuerySet",
    "PostSection",
    "Section",
    "SharingPause",
    "SharingPauseQuerySet",
    "SummaryDraft",
    "TeacherAccess",
    "TemplateSchool",
    "TemplateState",
    "Upload",
]
