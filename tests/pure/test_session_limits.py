"""How long a sign-in lasts: the table of SECURITY, and the strictest of all roles."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.actor import ADMINS, Role
from districts.signing_in.session_limits import (
    BY_ROLE,
    SHARED_DEVICE,
    Ended,
    Limits,
    SignIn,
    ended,
    limits_for,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def days(count: int) -> timedelta:
    return timedelta(days=count)


TABLE = [
    *((role, hours(1), hours(12), False) for role in (*sorted(ADMINS), Role.SUPPORT)),
    (Role.TEACHER, hours(4), hours(24), False),
    (Role.STUDENT, hours(2), hours(12), True),
    (Role.FAMILY, days(14), days(30), False),
]


@pytest.mark.parametrize(("role", "idle", "longest", "until_closed"), TABLE)
def test_each_role_has_its_limits(
    role: Role,
    idle: timedelta,
    longest: timedelta,
    until_closed: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    assert limits_for([role]) == Limits(idle, longest, until_closed)


def test_no_role_is_without_limits() -> None:
    assert BY_ROLE.keys() == set(Role)


@given(st.sets(st.sampled_from(Role), min_size=1), st.sampled_from(Role), st.booleans())
def test_one_more_role_never_prolongs(held: set[Role], more: Role, shared: bool) -> None:  # noqa: FBT001
    before = limits_for(held, on_shared_device=shared)
    after = limits_for({*held, more}, on_shared_device=shared)
    assert after.idle <= before.idle
    assert after.longest <= before.longest
    assert after.until_closed >= before.until_closed


@pytest.mark.parametrize("role", Role)
def test_a_shared_device_is_as_short_for_everybody(role: Role) -> None:
    assert limits_for([role], on_shared_device=True) == SHARED_DEVICE


def test_without_any_role_the_limits_are_those_of_the_office() -> None:
    assert limits_for([]) == BY_ROLE[Role.DISTRICT_ADMIN]


def seen(*, began: timedelta, last: timedelta) -> SignIn:
    return SignIn(signed_in_at=NOON - began, last_seen_at=NOON - last)


@pytest.mark.parametrize(
    ("began", "last", "why"),
    [
        (hours(3), hours(1) - SECOND, None),
        (hours(3), hours(1), Ended.IDLE),
        (hours(12) - SECOND, SECOND, None),
        (hours(12), SECOND, Ended.LONGEST),
        (hours(13), hours(2), Ended.LONGEST),
    ],
)
def test_the_limit_itself_is_over(began: timedelta, last: timedelta, why: Ended | None) -> None:
    assert ended(seen(began=began, last=last), BY_ROLE[Role.COUNSELLOR], NOON) is why
