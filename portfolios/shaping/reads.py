"""What the pages under Portfolio Templates read, always starting at the administrator."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts import grades
from districts.actor import Actor
from districts.counts import students
from districts.models import School
from portfolios.models import Attachment, PortfolioTemplate, Post, Section, TemplateState
from portfolios.policy import can_edit_templates
from portfolios.shaping.audience import Audience, audience_of, sizes

_NAMED = 3
"""So many schools are named in a line; of more, the number is said."""

LOOKS = {
    TemplateState.DRAFT: ("note", "pencil"),
    TemplateState.PUBLISHED: ("good", "circle-check"),
    TemplateState.ARCHIVED: ("", "archive"),
}


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One template of the list: whom it is for, how many they are now, what they have made."""

    id: uuid.UUID
    name: str
    state: TemplateState
    kind: str
    icon: str
    audience: str
    students: str
    posts: int


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section with the number of posts in it."""

    id: uuid.UUID
    name: str
    posts: int


def managed(actor: Actor) -> "QuerySet[PortfolioTemplate]":
    """Return the templates that ``actor`` makes and changes, newest first, archived ones last."""
    rows = PortfolioTemplate.objects.visible_to(actor)
    in_use_first = F("archived_at").desc(nulls_first=True)
    rows = rows if can_edit_templates(actor) else rows.none()
    return rows.order_by(in_use_first, "-created_at", "pk")


def schools(actor: Actor) -> "QuerySet[School]":
    """Return the schools a template of theirs can be for."""
    return School.objects.visible_to(actor).order_by("name", "code")


def in_state(actor: Actor, state: TemplateState | None) -> "QuerySet[PortfolioTemplate]":
    """Return those of their templates that stand there; None for all of them."""
    rows = managed(actor)
    return rows.filter(pk__in=PortfolioTemplate.objects.in_state(state)) if state else rows


def counts(actor: Actor) -> dict[TemplateState, int]:
    """Count their templates by where they stand."""
    states = [template.state for template in managed(actor).only("published_at", "archived_at")]
    return {state: states.count(state) for state in TemplateState}


def template_rows(templates: "QuerySet[PortfolioTemplate]") -> list[TemplateRow]:
    """Return the rows of the list; the same few queries for any number of them."""
    posts = Post.objects.kept().filter(portfolio__template=OuterRef("pk")).order_by()
    counted = posts.values("portfolio__template").annotate(n=Count("pk")).values("n")
    found = list(
        templates.annotate(posts=Coalesce(Subquery(counted, IntegerField()), 0)).prefetch_related(
            "school_rows__school"
        )
    )
    audiences = [audience_of(one) for one in found]
    numbers = sizes(found[0].district_id, audiences) if found else []
    return [
        TemplateRow(
            id=one.pk,
            name=one.name,
            state=one.state,
            kind=LOOKS[one.state][0],
            icon=LOOKS[one.state][1],
            audience=audience_in_words(one),
            students=students(number),
            posts=one.posts,
        )
        for one, number in zip(found, numbers, strict=True)
    ]


def size(audience: Audience) -> int:
    """Return how many students are in an audience now."""
    return sizes(audience.district_id, [audience])[0]


def audience_in_words(template: PortfolioTemplate) -> str:
    """Return whom a template is for: “Maple School, Cedar School · Grades 8–10”."""
    names = sorted(str(row.school) for row in template.school_rows.all())
    where = ", ".join(names) or _("The whole district")
    if len(names) > _NAMED:
        where = ngettext("%(count)d school", "%(count)d schools", len(names))
        where %= {"count": len(names)}
    if not template.grades:
        return where
    which = ngettext("Grade %(grades)s", "Grades %(grades)s", len(template.grades))
    return f"{where} · {which % {'grades': grades.spans(template.grades)}}"


def section_rows(template: PortfolioTemplate, *, removed: bool = False) -> list[SectionRow]:
    """Return the sections in order, or those that were removed, the latest first."""
    rows = Section.objects.filter(template=template, removed_at__isnull=not removed)
    posts = Count("post_rows", filter=Q(post_rows__post__deleted_at=None))
    ordered = rows.order_by("-removed_at", "pk") if removed else rows.order_by("position")
    return [SectionRow(one.pk, one.name, one.posts) for one in ordered.annotate(posts=posts)]


def section(
    template: PortfolioTemplate, section_id: uuid.UUID, *, removed: bool = False
) -> Section | None:
    """Return one section; None when it is removed, unless that is asked for."""
    rows = template.sections.filter(pk=section_id)
    return (rows if removed else rows.filter(removed_at=None)).first()


def files_of(template: PortfolioTemplate) -> "QuerySet[Attachment]":
    """Return the files of a description, ready or not."""
    return Attachment.objects.kept().filter(template=template)


def removed_file(template: PortfolioTemplate, attachment_id: uuid.UUID) -> Attachment | None:
    """Return a file that was taken away and can come back."""
    rows = Attachment.objects.filter(template=template, deleted_at__isnull=False)
    return rows.filter(pk=attachment_id).first()
