"""What a sign-in card opens, while the school may give it.

The card has to be valid, the student active, and the account nothing but a pupil's. Whatever else
is the case, the door does not open and does not say why.
"""

from datetime import timedelta

from django.db.models import QuerySet

from districts.models import SignInCard
from districts.signing_in.link_visits import LinkVisits
from districts.signing_in.school_accounts import refusals


def _rows() -> QuerySet[SignInCard]:
    return SignInCard.objects.select_related("student__user", "student__district")


# So long the page of a scanned card stays open on a tablet that somebody walks away from.
VISITS = LinkVisits("card", _rows, remembered_for=timedelta(minutes=10))


def opens(card: SignInCard) -> bool:
    """Tell whether the card signs its student in now."""
    student = card.student
    return card.revoked_at is None and student.user is not None and not refusals([student])
