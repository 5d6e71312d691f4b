"""Which accounts a school may open for a pupil: those it made itself, and that are nothing else.

With a username or a card, a school lets somebody into an account without their doing. That is right
for a six-year-old's, and wrong for any account that belongs to a person: one with an e-mail
address, of staff, of a family, of Support, or of a student of another district.
"""

import uuid
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from districts.models import StaffMember, Student, User
from districts.students.state import StudentState, state_of


class WhyNot(models.TextChoices):
    """Why a student gets neither username nor card, as a sentence for who asked."""

    NOT_ACTIVE = "not_active", _("This student is not active.")
    EMAIL = "email", _("This student signs in by e-mail, with a password of their own.")
    OTHER_ROLE = "other_role", _("This account is used in another role too, so it is their own.")
    CLOSED = "closed", _("This account is closed.")


def refusals(students: Collection[Student]) -> dict[uuid.UUID, WhyNot]:
    """Return which students get neither username nor card, and why; who may get one is left out.

    ``students`` come with their accounts; the questions are as many for a class as for one.
    """
    users = [student.user for student in students if student.user is not None]
    with_address = User.objects.filter(pk__in=[user.pk for user in users])
    addressed = set(
        with_address.filter(Q(email__isnull=False) | Q(emailaddress__isnull=False)).values_list(
            "pk", flat=True
        )
    )
    others = _in_other_roles(users)
    found = {student.pk: _why_not(student, student.user, addressed, others) for student in students}
    return {student_id: why for student_id, why in found.items() if why is not None}


def _why_not(
    student: Student, user: User | None, addressed: set[int], others: set[int]
) -> WhyNot | None:
    if state_of(student) is not StudentState.ACTIVE:
        return WhyNot.NOT_ACTIVE
    if user is None:
        return None
    if user.pk in addressed:
        return WhyNot.EMAIL
    if user.pk in others:
        return WhyNot.OTHER_ROLE
    return None if user.is_active else WhyNot.CLOSED


def _in_other_roles(users: Collection[User]) -> set[int]:
    """Return the accounts among ``users`` that are more than one district's pupil, ever were."""
    ids = [user.pk for user in users]
    found = {user.pk for user in users if user.is_support or user.is_superuser}
    found |= set(StaffMember.objects.filter(user__in=ids).values_list("user_id", flat=True))
    records = Student.objects.filter(user__in=ids).order_by().values("user")
    found |= set(records.annotate(n=Count("pk")).filter(n__gt=1).values_list("user", flat=True))
    for name in settings.ACCOUNTS_OF_OTHERS:
        found |= import_string(name)(ids)
    return found
