"""Whether a student is here, has left, or was shut out by a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.models import Student


class StudentState(models.TextChoices):
    """The states of a student record, by its own facts; first match."""

    DEACTIVATED = "deactivated", _("Deactivated")
    LEFT = "left", _("Left")
    ACTIVE = "active", _("Active")

    @property
    def look(self) -> tuple[str, str]:
        """Return kind and icon of the status that says it."""
        return _LOOKS[self]


_LOOKS = {
    StudentState.DEACTIVATED: ("danger", "user-x"),
    StudentState.LEFT: ("note", "log-out"),
    StudentState.ACTIVE: ("good", "circle-check"),
}

# Spelt like the condition of ``student_inactive_by_name``, which then serves the first two.
ROWS_IN: dict[StudentState, Q] = {
    StudentState.DEACTIVATED: Q(deactivated_at__isnull=False),
    StudentState.LEFT: Q(left_at__isnull=False, deactivated_at=None),
    StudentState.ACTIVE: Q(left_at=None, deactivated_at=None),
}


def state_of(student: Student) -> StudentState:
    """Return how it stands with a student."""
    if student.deactivated_at is not None:
        return StudentState.DEACTIVATED
    return StudentState.ACTIVE if student.left_at is None else StudentState.LEFT
