"""One id a request, the same in its answer, its log lines and its audit events."""

import io
import logging
import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from districts import audit
from districts.actor import System
from districts.models import AuditEvent
from spacesedu.lib import request_id
from spacesedu.lib.request_id import AddRequestId
from spacesedu.views import server_error
from tests.world import World

HEADER = "X-Request-ID"


@pytest.mark.django_db
def test_every_answer_says_its_id_and_no_two_say_the_same(client: Client) -> None:
    said = {client.get(path)[HEADER] for path in ("/health/live", "/health/live", "/nowhere/")}
    assert len(said) == 3
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in said)


@pytest.mark.django_db
def test_a_shared_page_says_none_for_it_answers_everybody_alike(client: Client) -> None:
    assert HEADER not in client.get("/s/nothing/").headers


def test_a_visitor_cannot_choose_the_id(client: Client) -> None:
    answer = client.get("/health/live", headers={HEADER: "chosen-by-me"})
    assert answer[HEADER] != "chosen-by-me"


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("5f0c2b7a9d3e4f60a1b2c3d4e5f60718", True),
        ("short", False),
        ("x" * 33, False),
        ("forged line\nin the log", False),
    ],
)
def test_the_proxys_id_is_taken_if_it_is_plain(
    client: Client, settings: Settings, sent: str, *, taken: bool
) -> None:
    settings.BEHIND_PROXY = True
    answer = client.get("/health/live", headers={HEADER: sent})
    assert (answer[HEADER] == sent) is taken


def test_an_id_ends_with_its_request(client: Client) -> None:
    client.get("/health/live")
    assert request_id.current() == ""


@pytest.mark.django_db
def test_the_log_line_of_a_missing_page_says_the_id(client: Client) -> None:
    text = io.StringIO()
    handlers = logging.getLogger("django").handlers
    sinks = [one for one in handlers if isinstance(one, logging.StreamHandler)]
    before = [one.setStream(text) for one in sinks]
    answer = client.get("/nowhere/")
    for one, stream in zip(sinks, before, strict=True):
        one.setStream(stream or one.stream)
    assert f"[{answer[HEADER]}] django.request: Not Found" in text.getvalue()


def test_a_line_outside_of_requests_has_a_dash() -> None:
    record = logging.makeLogRecord({"msg": "a worker is ready"})
    assert AddRequestId().filter(record)
    assert record.__dict__["request_id"] == "-"


def test_what_is_noted_during_a_request_carries_its_id(world: World) -> None:
    at, seen = world.now, []

    def view(request: HttpRequest) -> HttpResponse:
        audit.record(
            "district.created",
            by=System("test"),
            at=at,
            district_id=world.district.pk,
            subject=world.district,
        )
        seen.append(request_id.current())
        return HttpResponse()

    answer = request_id.RequestIdMiddleware(view)(RequestFactory().get("/"))
    assert AuditEvent.objects.latest("id").request_id == seen[0] == answer[HEADER]


def test_the_page_of_a_failure_says_the_id(rf: RequestFactory) -> None:
    def fails(request: HttpRequest) -> HttpResponse:
        return server_error(request)

    answer = request_id.RequestIdMiddleware(fails)(rf.get("/"))
    assert answer[HEADER] in answer.content.decode()
