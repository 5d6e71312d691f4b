"""Who left a screen alone and may not do a thing is told so; who they are is not asked first."""

import time
from importlib import import_module

import pytest
from django.conf import settings

from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import all_addresses
from tests.contract.asking import Asker

ADDRESSES = {address.name: address for address in all_addresses()}
REFUSED = {"403", "404"}
AN_HOUR = 60 * 60
RECORDS = "account_authentication_methods"


def refused(row: Row) -> dict[str, str]:
    """Return who of the signed-in is turned away, and with what."""
    return {who: answer for who, answer in row.answers.items() if answer in REFUSED}


@pytest.fixture
def left_alone(ask: Asker) -> Asker:
    """Everybody signed in an hour ago."""
    sessions = import_module(settings.SESSION_ENGINE)
    keys = {}
    for who, key in ask.sessions.items():
        session = sessions.SessionStore(key)
        copy = sessions.SessionStore()
        copy.update(dict(session.items()))
        copy[RECORDS] = [{**one, "at": time.time() - AN_HOUR} for one in session[RECORDS]]
        copy.create()
        keys[who] = copy.session_key
    return Asker(ask.world, keys)


@pytest.mark.parametrize("row", [row for row in ROWS if refused(row)], ids=str)
def test_whoever_has_no_right_reads_so_at_once(left_alone: Asker, row: Row) -> None:
    address = ADDRESSES[row.name]
    given = {who: left_alone.status(who, row.method, address) for who in refused(row)}
    assert given == refused(row)
