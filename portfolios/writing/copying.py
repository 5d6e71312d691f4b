"""Where a post can be copied to."""

from dataclasses import dataclass

from django.db.models import Prefetch

from districts.actor import Actor
from districts.policy import Power, may
from portfolios.models import Portfolio, Post, Section


@dataclass(frozen=True, slots=True)
class Target:
    """Another portfolio of the same student, and its sections in order."""

    portfolio: Portfolio
    sections: tuple[Section, ...]


def targets(actor: Actor, post: Post) -> list[Target]:
    """Return the other active portfolios of the post's student in which ``actor`` may write."""
    if not may(actor, Power.WRITE_PORTFOLIOS):
        return []
    offered = Section.objects.filter(removed_at=None)
    rows = (
        Portfolio.objects.visible_to(actor)
        .active()
        .filter(student=post.portfolio.student_id)
        .exclude(pk=post.portfolio_id)
        .select_related("template")
        .prefetch_related(Prefetch("template__sections", offered))
        .order_by("template__name", "pk")
    )
    return [Target(row, tuple(row.template.sections.all())) for row in rows]
