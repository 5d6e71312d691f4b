"""Every address × everybody: the seven questions, asked from one table."""

from dataclasses import dataclass
from operator import attrgetter

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.contract.access_table import PERSONAS, TABLE
from tests.contract.addresses import Address, all_addresses, url
from tests.contract.forms import filled_in
from tests.world import World

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SIGN_IN = "/accounts/login/"
ADDRESSES = {address.name: address for address in all_addresses()}
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


def ask(world: World, who: str, method: str, address: Address, *, strange: bool = False) -> str:
    """Return the status that one person gets, or ``in``; whatever it did is taken back."""
    client = Client(headers={"Accept-Language": "en"})
    with transaction.atomic():
        if who != "visitor":
            client.force_login(attrgetter(who)(world).user)
        path = url(address, world, strange=strange)
        data = filled_in(address.name, world) if method == "POST" else None
        response: HttpResponse = getattr(client, method.lower())(path, data)
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].startswith(SIGN_IN):
        return "in"
    return str(response.status_code)


def test_every_address_is_listed() -> None:
    assert ADDRESSES.keys() == LISTED.keys()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_what_the_table_says(world: World, row: Row) -> None:
    address = ADDRESSES[row.name]
    assert {who: ask(world, who, row.method, address) for who in PERSONAS} == row.answers


@pytest.mark.parametrize("name", LISTED)
def test_no_other_method_is_answered(world: World, name: str) -> None:
    who = next((row.who_may[-1] for row in ROWS if row.name == name and row.who_may), "admin")
    others = [method for method in METHODS if method not in LISTED[name]]
    given = {method: ask(world, who, method, ADDRESSES[name]) for method in others}
    assert given == dict.fromkeys(others, "405")


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if ADDRESSES[row.name].arguments and row.name not in EXPLAINS_ITSELF],
    ids=str,
)
def test_an_id_that_nobody_has_is_not_found(world: World, row: Row) -> None:
    address = ADDRESSES[row.name]
    given = {who: ask(world, who, row.method, address, strange=True) for who in row.who_may}
    assert given == dict.fromkeys(row.who_may, "404")
