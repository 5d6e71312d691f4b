"""PostgreSQL reads addresses as Python does."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from districts.models import Grade
from districts.sis.statements import SQL, execute
from spacesedu.lib import addresses
from spacesedu.lib.addresses import BadAddressError, parse

SIGNS = "aZ09.-_+'@ ,;<>\"[]\t"


@pytest.fixture
def reading(db: None) -> None:
    """The helpers that every import begins with."""
    begin = {
        "grades": [grade.value for grade in Grade],
        "address_pattern": addresses.PATTERN,
        "address_longest": addresses.LONGEST,
        "local_longest": addresses.LOCAL_LONGEST,
        "label_too_long": addresses.LABEL_TOO_LONG,
    }
    with transaction.atomic():
        execute(SQL / "incoming" / "begin", begin)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.emails(), st.text(SIGNS, max_size=30)))
@example(text=f"{'x' * 64}@home.example")
@example(text=f"{'x' * 65}@home.example")
@example(text=f"{'x' * 30}.{'x' * 33}@home.example")
@example(text=f"{'x' * 30}.{'x' * 34}@home.example")
@example(text=f"ann@{'x' * 63}.example")
@example(text=f"ann@{'x' * 64}.example")
@example(text=f"ann@home.{'x' * 64}")
@example(text="ann@home.example\nbob@home.example")
def test_both_take_the_same_addresses(reading: None, text: str) -> None:
    try:
        expected = parse(text).text
    except BadAddressError:
        expected = None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_temp.sis_address(pg_temp.clean(%s))", [text])
        row = cursor.fetchone()

    assert row == (expected,)
