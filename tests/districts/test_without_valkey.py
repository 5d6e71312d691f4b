"""With Valkey down or silent, whoever comes in or goes out never notices: only mail waits."""

import socket
import time
from collections.abc import Iterator

import pytest
from celery import Celery
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from districts.models import OutboundEmail
from spacesedu.celery import app
from spacesedu.lib import queue
from tests.world import PASSWORD, World

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.enable_socket,
    # Celery keeps the broken connection until it is collected.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
# Bounded by the broker's time-outs of one second, with room for a busy machine.
PATIENCE = 10


@pytest.fixture(params=["down", "silent"])
def valkey(
    request: pytest.FixtureRequest, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A broker that refuses, or one that takes the connection and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if request.param == "silent":
            server.listen(8)
        settings.REDIS_URL = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        broker = Celery(broker=settings.REDIS_URL, set_as_current=False)
        broker.conf.broker_transport_options = app.conf.broker_transport_options
        monkeypatch.setattr(queue, "current_app", broker)
        yield
        broker.close()


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.mark.usefixtures("valkey")
def test_people_come_in_look_around_ask_for_mail_and_leave(
    client: Client, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    began = time.monotonic()
    email = world.teacher.user.email or ""
    assert client.post("/accounts/password/reset/", {"email": email}).status_code == 302
    assert client.post("/accounts/login/code/", {"email": email}).status_code == 302
    client.post("/accounts/login/again/")
    assert (
        client.post("/accounts/login/", {"login": email, "password": PASSWORD})["Location"] == "/"
    )
    for page in ("/", "/portfolios/", "/classes/", "/accounts/sessions/"):
        assert client.get(page).status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/").status_code == 302
    assert OutboundEmail.objects.filter(sent_at=None).count() == 2
    assert caplog.text.count("could not wake a worker") == 2
    assert time.monotonic() - began < PATIENCE


@pytest.mark.usefixtures("valkey")
def test_guessing_is_slowed_down_all_the_same(client: Client, world: World) -> None:
    email = world.teacher.user.email or ""
    for _ in range(10):
        client.post("/accounts/login/", {"login": email, "password": "a guess"})
    page = client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert "Too many tries" in page.content.decode()
