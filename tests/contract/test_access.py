"""Every address × everybody: the seven questions, asked from one table."""

import pytest

from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import all_addresses
from tests.contract.asking import Asker

METHODS = ("GET", "POST", "PUT", "DELETE")
ADDRESSES = {address.name: address for address in all_addresses()}
LISTED = {row.name: {other.method for other in ROWS if other.name == row.name} for row in ROWS}
# Class-based views of a library, with a library's idea of other methods.
ALLAUTH = (
    *("account_", "usersessions_", "mfa_", "socialaccount_", "openid_connect_"),
    "districts:sign_in",
)
REFUSED = {"403", "404"}
# Their own page says that a link is wrong or too old.
EXPLAINS_ITSELF = {"account_confirm_email", "account_reset_password_from_key"}


def test_every_address_is_listed() -> None:
    assert ADDRESSES.keys() == LISTED.keys()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_what_the_table_says(ask: Asker, row: Row) -> None:
    address = ADDRESSES[row.name]
    # Who may not do a thing hears so also where the others are asked first who they are.
    asks = REFUSED if not row.name.startswith(ALLAUTH) else set()
    given = {
        who: ask.status(who, row.method, address, alone=answer in asks)
        for who, answer in row.answers.items()
    }
    assert given == row.answers


@pytest.mark.parametrize("name", [name for name in LISTED if not name.startswith(ALLAUTH)])
def test_no_other_method_is_answered(ask: Asker, name: str) -> None:
    who = next((row.who_may[-1] for row in ROWS if row.name == name and row.who_may), "admin")
    others = [method for method in METHODS if method not in LISTED[name]]
    given = {method: ask.status(who, method, ADDRESSES[name]) for method in others}
    assert given == dict.fromkeys(others, "405")


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if ADDRESSES[row.name].arguments and row.name not in EXPLAINS_ITSELF],
    ids=str,
)
def test_an_id_that_nobody_has_is_not_found(ask: Asker, row: Row) -> None:
    address = ADDRESSES[row.name]
    given = {who: ask.status(who, row.method, address, strange=True) for who in row.who_may}
    assert given == dict.fromkeys(row.who_may, "404")
