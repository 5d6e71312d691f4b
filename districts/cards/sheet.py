"""The printed sheet: one card a student, with its code, and what to type where there is no camera.

A sheet is drawn from cards that are there; drawing it makes none.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from districts.models import District, SignInCard, Student, User
from districts.signing_in.usernames import bare_username
from spacesedu.lib import qr


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What stands on one card. ``qr_html`` is an SVG of our own making.

    ``username`` is empty as long as no password goes with it: nobody could sign in by typing it.
    """

    name: str
    username: str
    qr_html: str


def printed_cards(students: Collection[Student]) -> list[PrintedCard]:
    """Return the cards of those students who hold one that opens, in the students' order."""
    valid = SignInCard.objects.valid().filter(student__in=list(students)).order_by("pk")
    addresses = {card.student_id: address_of(card) for card in valid}
    return [
        PrintedCard(str(student), _typed(student.user), qr.on_paper(address))
        for student in students
        if student.user is not None and (address := addresses.get(student.pk))
    ]


def address_of(card: SignInCard) -> str | None:
    """Return what the code says; None when its key has been dropped."""
    token = card.token
    return token and settings.BASE_URL + reverse("districts:card_enter", kwargs={"token": token})


def typed_address(district: District) -> str:
    """Return the district's sign-in address as one types it: without ``https://``."""
    path = reverse("districts:sign_in", kwargs={"slug": district.slug})
    return f"{settings.BASE_URL}{path}".partition("://")[2]


def _typed(user: User) -> str:
    return bare_username(user.username) if user.has_usable_password() else ""
