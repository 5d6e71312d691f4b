"""Making, publishing and archiving Portfolio Templates."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.audit import record
from districts.models import School
from portfolios import text
from portfolios.actions.ensure import ensure_portfolios
from portfolios.models import (
    MAX_SECTIONS,
    PortfolioTemplate,
    Section,
    TeacherAccess,
    TemplateSchool,
)
from portfolios.policy import can_edit_templates


class TooManySectionsError(Exception):
    """More sections than a template may have."""

    def __init__(self) -> None:
        """Say how many it may have."""
        super().__init__(_("A template can have %(most)d sections.") % {"most": MAX_SECTIONS})


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """What a template says; no schools: the whole district, no grades: all of them."""

    name: str
    description: str = ""
    school_ids: Sequence[uuid.UUID] = ()
    grades: Sequence[str] = ()
    teacher_access: str = TeacherAccess.CLASSES
    student_url_sharing: bool = False


@transaction.atomic
def create_template(
    *, draft: TemplateDraft, sections: Sequence[str], by: Actor, at: datetime
) -> PortfolioTemplate:
    """Make a draft template with its sections in order; nobody but its makers sees it yet."""
    district_id = _district_of(by)
    if len(sections) > MAX_SECTIONS:
        raise TooManySectionsError
    template = PortfolioTemplate(district_id=district_id, created_at=at)
    _write(template, draft)
    Section.objects.bulk_create(
        Section(district_id=district_id, template=template, name=name, position=position)
        for position, name in enumerate(sections)
    )
    _note("template.created", template, by=by, at=at)
    return template


@transaction.atomic
def edit_template(
    *, template_id: uuid.UUID, draft: TemplateDraft, by: Actor, at: datetime
) -> PortfolioTemplate:
    """Rewrite a template; a published one gets the portfolios of whoever it now reaches."""
    template = _locked(template_id, by=by)
    template.school_rows.all().delete()
    _write(template, draft)
    _note("template.edited", template, by=by, at=at)
    ensure_portfolios(district_id=template.district_id)
    return template


@transaction.atomic
def publish_template(*, template_id: uuid.UUID, by: Actor, at: datetime) -> PortfolioTemplate:
    """Open the template to its audience: every student it reaches has a portfolio at once."""
    template = _locked(template_id, by=by)
    if template.published_at is None or template.archived_at is not None:
        template.published_at, template.archived_at = template.published_at or at, None
        template.save(update_fields=["published_at", "archived_at"])
        _note("template.published", template, by=by, at=at)
        ensure_portfolios(district_id=template.district_id)
    return template


@transaction.atomic
def archive_template(*, template_id: uuid.UUID, by: Actor, at: datetime) -> PortfolioTemplate:
    """End a published template: its portfolios become Archived, readable where there is work."""
    template = _locked(template_id, by=by)
    if template.published_at is not None and template.archived_at is None:
        template.archived_at = at
        template.save(update_fields=["archived_at"])
        _note("template.archived", template, by=by, at=at)
    return template


def _district_of(by: Actor) -> uuid.UUID:
    if by.district_id is None or not can_edit_templates(by):
        raise PermissionDenied
    return by.district_id


def _locked(template_id: uuid.UUID, *, by: Actor) -> PortfolioTemplate:
    _district_of(by)
    rows = PortfolioTemplate.objects.visible_to(by).select_for_update(of=("self",))
    return rows.get(pk=template_id)


def _write(template: PortfolioTemplate, draft: TemplateDraft) -> None:
    template.name = text.clean(draft.name)
    template.description = text.clean(draft.description)
    template.grades = list(draft.grades)
    template.teacher_access = draft.teacher_access
    template.student_url_sharing = draft.student_url_sharing
    template.save()
    schools = School.objects.filter(district=template.district_id, pk__in=draft.school_ids)
    TemplateSchool.objects.bulk_create(
        TemplateSchool(district_id=template.district_id, template=template, school=school)
        for school in schools
    )


def _note(verb: str, template: PortfolioTemplate, *, by: Actor, at: datetime) -> None:
    record(verb, by=by, at=at, district_id=template.district_id, subject=template)
