"""Valkey is for speed: with it gone or silent, people get their page, and nobody waits twice."""

import socket
import time
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from spacesedu.lib import valkey
from tests.sharing.paths import public_path
from tests.world import World

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes every call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


def address(server: socket.socket) -> str:
    return f"redis://127.0.0.1:{server.getsockname()[1]}/0"


def calls(server: socket.socket) -> int:
    """Count those who have called since the last time."""
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def test_what_is_asked_is_answered() -> None:
    valkey.ask(lambda kept: kept.set(valkey.name("here"), b"yes", ex=10))

    assert valkey.ask(lambda kept: kept.get(valkey.name("here"))) == b"yes"


def test_a_visitor_gets_the_page_while_it_is_gone(world: World, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.REDIS_URL = address(server)

    assert Client().get(public_path(world.link)).status_code == 200


def test_a_visitor_gets_the_page_while_it_is_silent_and_it_is_left_alone(
    world: World, settings: Settings, silent: socket.socket
) -> None:
    settings.REDIS_URL = address(silent)

    answers = [Client().get(public_path(world.link)).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert calls(silent) == 1


def test_it_is_asked_again_after_a_rest(
    settings: Settings, silent: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REDIS_URL = address(silent)
    begun = time.monotonic()

    for seconds in (0, valkey.REST - 1, valkey.REST + 1):
        monkeypatch.setattr(time, "monotonic", lambda passed=seconds: begun + passed)
        valkey.ask(lambda kept: kept.ping())

    assert calls(silent) == 2
