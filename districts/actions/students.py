"""What an office does with a student's record: the name people read, and whether it is in use."""

import uuid
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from districts import audit
from districts.actor import Actor, System
from districts.models import Student


class Reason(models.TextChoices):
    """Why a student is deactivated; what cannot be ticked is not written down about a child."""

    LEFT = "left", _("Has left, and the school's system does not say so yet")
    SAFETY = "safety", _("For the student's safety")
    DUPLICATE = "duplicate", _("There is a second record of the same student")
    OTHER = "other", _("Something else")


@transaction.atomic
def set_display_name(
    *, student_id: uuid.UUID, name: str, by: Actor | System, at: datetime
) -> Student:
    """Let ``name`` stand in for the names of the SIS; without one, those count again.

    The form has tidied the name. Setting what is set already changes and notes nothing.
    """
    student = _locked(student_id)
    if student.display_name != name:
        student.display_name = name
        student.save(update_fields=["display_name"])
        verb = "student.display_name_set" if name else "student.display_name_cleared"
        _note(verb, student, by=by, at=at)
    return student


@transaction.atomic
def deactivate(
    *, student_id: uuid.UUID, reason: Reason | None, by: Actor | System, at: datetime
) -> Student:
    """Close everything of a student from the next request on; what they made is kept.

    Links, family views and sign-in ask for an active student each time, so nothing else changes.
    """
    student = _locked(student_id)
    if student.deactivated_at is None:
        student.deactivated_at = at
        student.deactivated_by_id = by.user_id if isinstance(by, Actor) else None
        student.save(update_fields=["deactivated_at", "deactivated_by"])
        _note("student.deactivated", student, by=by, at=at, reason=reason)
    return student


@transaction.atomic
def reactivate(*, student_id: uuid.UUID, by: Actor | System, at: datetime) -> Student:
    """Take the deactivation back: whatever was open opens again, as far as its own end allows."""
    student = _locked(student_id)
    if student.deactivated_at is not None:
        student.deactivated_at = student.deactivated_by = None
        student.save(update_fields=["deactivated_at", "deactivated_by"])
        _note("student.reactivated", student, by=by, at=at)
    return student


def _locked(student_id: uuid.UUID) -> Student:
    return Student.objects.select_for_update().get(pk=student_id)


def _note(
    verb: str,
    student: Student,
    *,
    by: Actor | System,
    at: datetime,
    reason: Reason | None = None,
) -> None:
    detail: dict[str, object] = {"reason": reason.value} if reason else {}
    audit.record(
        verb, by=by, at=at, district_id=student.district_id, subject=student, detail=detail
    )
