"""Making, changing, publishing and archiving Portfolio Templates."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from districts.actor import Actor
from districts.models import School
from portfolios import text
from portfolios.actions.ensure import ensure_portfolios
from portfolios.actions.template_draft import TemplateDraft, said_by
from portfolios.actions.template_files import attach_to
from portfolios.actions.template_ground import (
    TemplateMovedError,
    TooManySectionsError,
    district_of,
    locked_template,
    note,
)
from portfolios.media.receive import Received
from portfolios.models import (
    MAX_SECTIONS,
    PortfolioTemplate,
    Section,
    TemplateSchool,
    TemplateState,
)


@transaction.atomic
def create_template(
    *,
    draft: TemplateDraft,
    sections: Sequence[str],
    files: Iterable[Received] = (),
    by: Actor,
    at: datetime,
) -> PortfolioTemplate:
    """Make a draft template with its sections in order; nobody but its makers sees it yet."""
    district_id = district_of(by)
    if len(sections) > MAX_SECTIONS:
        raise TooManySectionsError
    template = PortfolioTemplate(district_id=district_id, created_at=at)
    _write(template, draft)
    Section.objects.bulk_create(
        Section(district_id=district_id, template=template, name=name, position=position)
        for position, name in enumerate(sections)
    )
    attach_to(template, files, at=at)
    note("template.created", template, by=by, at=at)
    return template


@transaction.atomic
def edit_template(
    *,
    template_id: uuid.UUID,
    draft: TemplateDraft,
    seen: str | None = None,
    by: Actor,
    at: datetime,
) -> PortfolioTemplate:
    """Rewrite a template; a published one gets the portfolios of whoever it now reaches.

    ``seen`` is the mark of what the person began with. Where the template says something else by
    now, ``TemplateMovedError`` is raised and nothing changes.
    """
    template = locked_template(template_id, by=by)
    _check(template, seen)
    template.school_rows.all().delete()
    _write(template, draft)
    note("template.edited", template, by=by, at=at)
    ensure_portfolios(district_id=template.district_id)
    return template


@transaction.atomic
def publish_template(
    *, template_id: uuid.UUID, seen: str | None = None, by: Actor, at: datetime
) -> PortfolioTemplate:
    """Open the template to its audience: every student it reaches has a portfolio at once.

    Raises ``TemplateMovedError`` like ``edit_template``: what is opened is what was looked at.
    """
    template = locked_template(template_id, by=by)
    if template.state is TemplateState.PUBLISHED:
        return template
    _check(template, seen)
    template.published_at, template.archived_at = template.published_at or at, None
    template.save(update_fields=["published_at", "archived_at"])
    note("template.published", template, by=by, at=at)
    ensure_portfolios(district_id=template.district_id)
    return template


@transaction.atomic
def archive_template(*, template_id: uuid.UUID, by: Actor, at: datetime) -> PortfolioTemplate:
    """End a published template: its portfolios become Archived, readable where there is work."""
    template = locked_template(template_id, by=by)
    if template.state is TemplateState.PUBLISHED:
        template.archived_at = at
        template.save(update_fields=["archived_at"])
        note("template.archived", template, by=by, at=at)
    return template


def _check(template: PortfolioTemplate, seen: str | None) -> None:
    if seen is not None and seen != said_by(template).mark():
        raise TemplateMovedError


def _write(template: PortfolioTemplate, draft: TemplateDraft) -> None:
    template.name = text.clean(draft.name)
    template.description = text.clean(draft.description)
    template.grades = list(draft.grades)
    template.teacher_access = draft.teacher_access
    template.student_url_sharing = draft.student_url_sharing
    template.family_view = draft.family_view
    template.save()
    schools = School.objects.filter(district=template.district_id, pk__in=draft.school_ids)
    TemplateSchool.objects.bulk_create(
        TemplateSchool(district_id=template.district_id, template=template, school=school)
        for school in schools
    )
