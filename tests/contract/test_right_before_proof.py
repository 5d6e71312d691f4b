"""Who left a screen alone and may not do a thing is told so; who they are is not asked first."""

import pytest
from django.conf import settings
from django.test import Client

from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import all_addresses
from tests.contract.asking import Asker
from tests.districts.factors import an_hour_passes

ADDRESSES = {address.name: address for address in all_addresses()}
AGAIN = "/accounts/again/"
REFUSED = {"403", "404"}
# One's own account: nobody has more right there than anybody else.
OWN = ("account_", "mfa_", "socialaccount_", "usersessions_")


@pytest.fixture
def left_alone(ask: Asker) -> Asker:
    """Everybody signed in an hour ago."""
    for key in ask.sessions.values():
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = key
        an_hour_passes(client)
    return ask


def test_whoever_has_no_right_reads_so_at_once(left_alone: Asker) -> None:
    rows = [row for row in ROWS if not row.name.startswith(OWN)]
    weighty = [row for row in rows if _asks_again(left_alone, row)]
    assert {"districts:settings_names", "portfolios:template_edit"} <= {one.name for one in weighty}
    refused = {
        (str(row), who): answer
        for row in weighty
        for who, answer in row.answers.items()
        if answer in REFUSED
    }
    given = {
        (str(row), who): left_alone.status(who, row.method, ADDRESSES[row.name])
        for row in weighty
        for who, answer in row.answers.items()
        if answer in REFUSED
    }
    assert given == refused


def _asks_again(ask: Asker, row: Row) -> bool:
    """Tell whether those who may are asked who they are. Visitors have nothing to show."""
    may = [who for who in row.who_may if who in ask.sessions]
    answers = (ask.response(who, row.method, ADDRESSES[row.name]) for who in may[:1])
    return any(one.headers.get("Location", "").startswith(AGAIN) for one in answers)
