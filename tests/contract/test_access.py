"""Every address × everybody: the seven questions, asked from one table."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.contract.access_table import PERSONAS, TABLE
from tests.contract.addresses import Address, all_addresses, url
from tests.contract.forms import filled_in
from tests.world import World, build

METHODS = ("GET", "POST", "PUT", "DELETE")
SIGN_IN = "/accounts/login/"
ADDRESSES = {address.name: address for address in all_addresses()}
# Class-based views of a library, with a library's idea of other methods.
ALLAUTH = ("account_", "usersessions_", "mfa_", "districts:sign_in")
# Their own page says that a link is wrong or too old.
EXPLAINS_ITSELF = {"account_reset_password_from_key"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    method: str
    answers: dict[str, str]

    def __str__(self) -> str:
        """Return how the line begins."""
        return f"{self.method} {self.name}"

    @property
    def who_may(self) -> list[str]:
        """Return the people for whom it works."""
        return [who for who, answer in self.answers.items() if answer[0] in "23"]


def _rows() -> list[Row]:
    lines = [line.replace("|", "").split() for line in TABLE.strip().splitlines()[1:] if line]
    return [
        Row(name, method, dict(zip(PERSONAS, answers, strict=True)))
        for name, method, *answers in lines
    ]


ROWS = _rows()
LISTED = {row.name: {other.method for other in ROWS if other.name == row.name} for row in ROWS}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Build the world once for this file: whatever a request does is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(world: World, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """Sign everybody in once; return their session keys."""
    keys = {}
    with django_db_blocker.unblock():
        for who in PERSONAS[1:]:
            client = Client()
            client.force_login(attrgetter(who)(world).user)
            keys[who] = str(client.session.session_key)
    return keys


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks as one person after the other."""

    world: World
    sessions: dict[str, str]

    def __call__(self, who: str, method: str, address: Address, *, strange: bool = False) -> str:
        """Return the status somebody gets, or ``in``."""
        client = Client()
        if who in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        with transaction.atomic():
            path = url(address, self.world, strange=strange)
            data = filled_in(address.name, self.world) if method == "POST" else None
            response: HttpResponse = getattr(client, method.lower())(path, data)
            response.close()
            transaction.set_rollback(True)
        if response.status_code == 302 and response["Location"].startswith(SIGN_IN):
            return "in"
        return str(response.status_code)


@pytest.fixture
def ask(world: World, sessions: dict[str, str]) -> Asker:
    """Return what asks as one of the cast."""
    return Asker(world, sessions)


def test_every_address_is_listed() -> None:
    assert ADDRESSES.keys() == LISTED.keys()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_what_the_table_says(ask: Asker, row: Row) -> None:
    address = ADDRESSES[row.name]
    assert {who: ask(who, row.method, address) for who in PERSONAS} == row.answers


@pytest.mark.parametrize("name", [name for name in LISTED if not name.startswith(ALLAUTH)])
def test_no_other_method_is_answered(ask: Asker, name: str) -> None:
    who = next((row.who_may[-1] for row in ROWS if row.name == name and row.who_may), "admin")
    others = [method for method in METHODS if method not in LISTED[name]]
    given = {method: ask(who, method, ADDRESSES[name]) for method in others}
    assert given == dict.fromkeys(others, "405")


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if ADDRESSES[row.name].arguments and row.name not in EXPLAINS_ITSELF],
    ids=str,
)
def test_an_id_that_nobody_has_is_not_found(ask: Asker, row: Row) -> None:
    address = ADDRESSES[row.name]
    given = {who: ask(who, row.method, address, strange=True) for who in row.who_may}
    assert given == dict.fromkeys(row.who_may, "404")
