"""Forgotten passwords: known and unknown addresses get one answer, for one amount of work.

What is no address at all is told so, wherever a code or a link can be asked for.
"""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts import delivery
from districts.models import AuditEvent, OutboundEmail
from spacesedu.lib.addresses import LONGEST
from tests.world import World

FORGOTTEN = "/accounts/password/reset/"
CODE = "/accounts/login/code/"
AT = "@example.org"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def work_for(email: str) -> tuple[int, str, list[str]]:
    """Ask for a link, as if for the first time today."""
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = Client().post(FORGOTTEN, {"email": email})
    shapes = [re.sub(r"'(?:[^']|'')*'|\b\d+\b|\bs\d+_x\d+\b", "…", one["sql"]) for one in queries]
    return answer.status_code, answer["Location"], shapes


def test_a_link_costs_the_same_for_known_and_unknown(world: World) -> None:
    assert work_for(world.teacher.user.email or "") == work_for("nobody@example.org")
    assert OutboundEmail.objects.filter(purpose="password_reset").count() == 2
    assert AuditEvent.objects.filter(verb="account.password_link").count() == 2


def test_a_closed_account_counts_as_unknown(world: World) -> None:
    user = world.teacher.user
    user.is_active = False
    user.save()
    assert work_for(user.email or "") == work_for("nobody@example.org")


def test_the_worker_writes_to_the_known_one_alone(world: World) -> None:
    work_for(world.teacher.user.email or "")
    work_for("nobody@example.org")
    delivery.sweep()
    assert [message.to for message in mail.outbox] == [[world.teacher.user.email]]
    cancelled = OutboundEmail.objects.get(recipient="nobody@example.org")
    assert cancelled.cancel_reason == "account_gone"


def test_asking_twice_in_a_minute_is_one_row_for_nobody_too(world: World) -> None:
    for _ in range(2):
        work_for("nobody@example.org")
    assert OutboundEmail.objects.count() == 1


@pytest.mark.parametrize("page", [FORGOTTEN, CODE])
@pytest.mark.parametrize(
    "typed",
    [
        f"{'x' * 243}{AT}",
        f"{'x' * 300}{AT}",
        f"{'x' * 5000}{AT}",
        f"x@{'ß' * 60}.{'ß' * 60}.{'ß' * 60}.{'ß' * 60}.org",
        f"x{AT}, y{AT}",
        f"x\0{AT}",
        f"x{AT}\nBcc: y{AT}",
    ],
)
def test_a_stranger_who_types_no_address_is_asked_for_one(page: str, typed: str, db: None) -> None:
    answer = Client().post(page, {"email": typed})
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert not OutboundEmail.objects.exists()


@pytest.mark.parametrize("page", [FORGOTTEN, CODE])
def test_the_longest_address_there_is_gets_the_answer_of_every_other(page: str, db: None) -> None:
    longest = f"{'x' * 64}@{'.'.join(['y' * 60] * 3)}.ca"
    longest = longest.replace("x@", f"x@{'z' * (253 - len(longest))}.")
    assert len(longest) == LONGEST
    answers = [Client().post(page, {"email": email}) for email in (longest, f"nobody{AT}")]
    told = {(answer.status_code, answer["Location"]) for answer in answers}
    assert told == {(302, answers[1]["Location"])}
    assert OutboundEmail.objects.filter(recipient=longest).exists()
