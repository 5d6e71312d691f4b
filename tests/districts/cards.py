"""A pupil with a card, and what can close its door."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client

from districts.actions.cards import issue_cards
from districts.actions.students import deactivate
from districts.actor import System
from districts.cards.sheet import address_of
from districts.models import SignInCard, Student, User
from tests import factories as make
from tests.links import send
from tests.world import World

SCHOOL = System("tests")


def given(world: World) -> SignInCard:
    """Give the classmate a card."""
    (card,) = issue_cards(student_ids=[world.classmate.pk], by=SCHOOL, at=world.now)
    world.classmate.refresh_from_db()
    return card


def path_of(card: SignInCard) -> str:
    """Return what the card's code says, below the host."""
    return str(address_of(card)).removeprefix(settings.BASE_URL)


def signed_in_by(card: SignInCard) -> Client:
    """Let whoever holds the card come in."""
    finder = Client()
    finder.get(path_of(card))
    send(finder, "/card/sign-in/")
    assert finder.get("/portfolios/").status_code == 200
    return finder


def _student(**facts: object) -> Callable[[World], object]:
    return lambda world: Student.objects.filter(pk=world.classmate.pk).update(**facts)


def _account(**facts: object) -> Callable[[World], object]:
    return lambda world: User.objects.filter(students=world.classmate).update(**facts)


# What happens to a pupil's card, record or account, after which the card opens nothing.
CLOSES: dict[str, Callable[[World], object]] = {
    "revoked": lambda world: SignInCard.objects.update(revoked_at=world.now),
    "deactivated": lambda world: deactivate(
        student_id=world.classmate.pk, reason=None, by=SCHOOL, at=world.now
    ),
    "left": lambda world: _student(left_at=world.now)(world),
    "no account": _student(user=None),
    "an e-mail": _account(email="mine@example.org"),
    "closed": _account(is_active=False),
    "an address": lambda world: make.EmailAddressFactory.create(
        user=world.classmate.user, email="mine@example.org"
    ),
    "staff": lambda world: make.StaffMemberFactory.create(
        district=world.other.district, user=world.classmate.user
    ),
    "family": lambda world: make.FamilyContactFactory.create(
        district=world.district, user=world.classmate.user
    ),
    "a pupil elsewhere": lambda world: make.StudentFactory.create(
        district=world.other.district, user=world.classmate.user
    ),
}
