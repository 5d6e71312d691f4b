"""A template anew: next year's begins with this year's."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor
from portfolios.actions.template_ground import locked_template, note
from portfolios.models import Attachment, PortfolioTemplate, Section, TemplateSchool

_LONGEST = 200


@transaction.atomic
def duplicate_template(*, template_id: uuid.UUID, by: Actor, at: datetime) -> PortfolioTemplate:
    """Make a draft that says and asks the same; no portfolio and no post comes along.

    Its files are not stored again: a copy lies in the folder of the original.
    """
    old = locked_template(template_id, by=by)
    copy = PortfolioTemplate(
        district_id=old.district_id,
        name=(_("Copy of %(name)s") % {"name": old.name})[:_LONGEST],
        description=old.description,
        grades=old.grades,
        teacher_access=old.teacher_access,
        student_url_sharing=old.student_url_sharing,
        family_view=old.family_view,
        created_at=at,
    )
    copy.save()
    schools = old.school_rows.values_list("school_id", flat=True)
    TemplateSchool.objects.bulk_create(
        TemplateSchool(district_id=copy.district_id, template=copy, school_id=school)
        for school in schools
    )
    sections = old.sections.filter(removed_at=None).order_by("position")
    Section.objects.bulk_create(
        Section(district_id=copy.district_id, template=copy, name=one.name, position=place)
        for place, one in enumerate(sections)
    )
    _copy_files(old, copy, at=at)
    note("template.duplicated", copy, by=by, at=at, original=str(old.pk))
    return copy


def _copy_files(old: PortfolioTemplate, copy: PortfolioTemplate, *, at: datetime) -> None:
    """Give the copy the files that are ready; one still at work belongs to the original alone."""
    files = list(Attachment.objects.ready().filter(template=old))
    for file in files:
        file.pk, file._state.adding = uuid.uuid4(), True
        file.template, file.stored, file.created_at = copy, 0, at
    Attachment.objects.bulk_create(files)
