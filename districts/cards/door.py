"""What a sign-in card opens, while the school may give it.

The card has to be valid, the student active, and the account nothing but a pupil's. Whatever else
is the case, the door does not open and does not say why.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from districts.models import SignInCard, Student
from districts.signing_in.link_visits import LinkVisits
from districts.signing_in.school_accounts import refusals


def _rows() -> QuerySet[SignInCard]:
    return SignInCard.objects.select_related("student__user", "student__district")


# A tablet goes from hand to hand.
VISITS = LinkVisits("card", _rows, remembered_for=timedelta(minutes=10))


@contextmanager
def held(card: SignInCard) -> Iterator[SignInCard | None]:
    """Give the card as it stands now, and keep it so until the block ends."""
    with transaction.atomic():
        Student.objects.select_for_update().get(pk=card.student_id)
        yield _rows().filter(pk=card.pk).first()


def opens(card: SignInCard) -> bool:
    """Tell whether the card signs its student in now."""
    student = card.student
    return card.revoked_at is None and student.user is not None and not refusals([student])
