"""Holding share links shut, and letting them open again."""

import uuid
from datetime import datetime

from django.db import transaction

from districts.actor import Actor
from districts.audit import record
from districts.grades import in_order
from districts.models import District
from portfolios.models import SharingPause


class NotOursError(ValueError):
    """The school or template is not one of the district's, or the grade is none."""


@transaction.atomic
def pause_sharing(*, wanted: SharingPause, by: Actor, at: datetime) -> SharingPause:
    """Begin a pause as it is ``wanted``, and return it; what is paused already stays as it is.

    Not one link is touched: the gate is closed from the next request on.
    """
    # The lock on the district's row makes everybody take turns.
    district = District.objects.select_for_update().get(pk=wanted.district_id)
    _check(district, wanted)
    held = SharingPause.objects.open().like(wanted).first()
    if held is not None:
        return held
    wanted.began_at, wanted.began_by_id = at, by.user_id
    wanted.save(force_insert=True)
    record("pause.begun", by=by, at=at, district_id=district.pk, subject=wanted)
    return wanted


@transaction.atomic
def resume_sharing(*, pause_id: uuid.UUID, by: Actor, at: datetime) -> SharingPause:
    """End a pause; ended twice, it ended the first time."""
    pause = SharingPause.objects.select_for_update().get(pk=pause_id)
    if pause.ended_at is None:
        pause.ended_at, pause.ended_by_id = at, by.user_id
        pause.save(update_fields=["ended_at", "ended_by"])
        record("pause.ended", by=by, at=at, district_id=pause.district_id, subject=pause)
    return pause


def _check(district: District, wanted: SharingPause) -> None:
    school, template, grade = wanted.school_id, wanted.template_id, wanted.grade
    if school is not None and not district.schools.filter(pk=school).exists():
        raise NotOursError
    if template is not None and not district.templates.filter(pk=template).exists():
        raise NotOursError
    if grade and not in_order([grade]):
        raise NotOursError
