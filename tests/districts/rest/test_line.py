"""The line to a service: encrypted, to the address that was checked, and never waited on."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from districts.sis.rest import Bearer, Provider, probe, pull
from districts.sis.rest.wire import Wire
from tests.districts.rest.certificates import certificate

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOST = "roster.example"
BODY = b'{"orgs": [{"sourcedId": "maple", "name": "Maple", "type": "school"}]}'
HEAD = b"HTTP/1.1 200 OK\r\nX-Total-Count: 1\r\nContent-Length: %d\r\n\r\n" % len(BODY)
SHORT = 0.3  # seconds

type Talk = Callable[[socket.socket], None]


@contextmanager
def listening(talk: Talk) -> Iterator[int]:
    """Let ``talk`` answer every connection to the port, each in a thread of its own."""
    ended = threading.Event()
    threads: list[threading.Thread] = []

    def one(line: socket.socket) -> None:
        with line, suppress(OSError):
            line.settimeout(5)
            talk(line)

    def accept() -> None:
        while not ended.is_set():
            with suppress(TimeoutError):
                line, _address = server.accept()
                threads.append(threading.Thread(target=one, args=(line,)))
                threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield server.getsockname()[1]
        finally:
            ended.set()
            accepting.join()
            for thread in threads:
                thread.join()


def drip(line: socket.socket, text: bytes) -> None:
    """Send a byte now and then, for as long as somebody listens."""
    waiting = threading.Event()
    for sign in text:
        line.sendall(bytes([sign]))
        if waiting.wait(0.02):
            return


def slow_head(line: socket.socket) -> None:
    line.recv(4096)
    drip(line, b"HTTP/1.1 200 OK\r\nX-Padding: " + b"x" * 400)


def slow_body(line: socket.socket) -> None:
    line.recv(4096)
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n")
    drip(line, b" " * 400)


def slow_chunk(line: socket.socket) -> None:
    line.recv(4096)
    line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    drip(line, b"0" * 400)


def silent(line: socket.socket) -> None:
    while line.recv(4096):
        pass


def hanging_up(line: socket.socket) -> None:
    line.recv(4096)
    line.sendall(HEAD + BODY[:20])


def no_http(line: socket.socket) -> None:
    line.recv(4096)
    line.sendall(b"220 mail.example ESMTP\r\n")


@pytest.mark.parametrize(
    "talk",
    [slow_head, slow_body, slow_chunk, silent, hanging_up, no_http],
    ids=lambda t: t.__name__,
)
def test_nobody_waits_for_a_service_that_never_comes_to_an_end(tmp_path: Path, talk: Talk) -> None:
    with listening(talk) as port:
        began = time.monotonic()
        pulled = pull(
            Provider(f"http://127.0.0.1:{port}", "1.2", Bearer("t"), private=True),
            tmp_path,
            at=AT,
            seconds=3 * SHORT,
            sleep=lambda _seconds: None,
            wire=Wire(private=True, seconds=SHORT),
        )
        took = time.monotonic() - began

    assert not pulled.anything
    assert all(str(came.why_not) for came in pulled.came.values())
    assert took < 10 * SHORT


@pytest.fixture
def believing(tmp_path: Path) -> Iterator[tuple[int, ssl.SSLContext, list[str]]]:
    """A service called roster.example over TLS: its port, who believes it, whom it was asked as."""
    showing, trusting = certificate(HOST, tmp_path)
    names: list[str] = []
    showing.sni_callback = lambda _line, name, _context: names.append(str(name))

    def talk(line: socket.socket) -> None:
        with showing.wrap_socket(line, server_side=True) as secure:
            asked = secure.recv(4096).decode()
            names.extend(part for part in asked.splitlines() if part.startswith("Host:"))
            secure.sendall(HEAD.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n") + BODY)

    with listening(talk) as port:
        yield port, trusting, names


def wire(trusting: ssl.SSLContext) -> Wire:
    return Wire(
        private=True,
        resolve=lambda _host, _port: ["127.0.0.1"],
        trust=lambda: trusting,
        seconds=5,
    )


def test_a_service_is_asked_by_its_name_at_the_address_that_was_checked(
    believing: tuple[int, ssl.SSLContext, list[str]],
) -> None:
    port, trusting, names = believing
    provider = Provider(f"https://{HOST}:{port}", "1.2", Bearer("t"), private=True)

    seen = probe(provider, wire=wire(trusting))

    assert seen.sentences[0] == "It has 1 organisation."
    assert names[:2] == [HOST, f"Host: {HOST}:{port}"]


def test_who_shows_another_name_or_an_unknown_certificate_is_not_asked(
    believing: tuple[int, ssl.SSLContext, list[str]],
) -> None:
    port, trusting, names = believing
    other = Provider(f"https://else.example:{port}", "1.2", Bearer("t"), private=True)
    stranger = replace(other, base_url=f"https://{HOST}:{port}")

    for provider, trust in ((other, trusting), (stranger, ssl.create_default_context())):
        seen = probe(provider, wire=wire(trust))
        assert [str(sentence) for sentence in seen.sentences] == [
            "The service’s certificate is not to be trusted."
        ]
    assert not any(name.startswith("Host:") for name in names)


def test_a_test_of_a_silent_service_ends_soon() -> None:
    with listening(silent) as port:
        provider = Provider(f"http://127.0.0.1:{port}", "1.2", Bearer("t"), private=True)
        seen = probe(provider, wire=Wire(private=True, seconds=SHORT))

    assert (seen.ok, len(seen.sentences)) == (False, 1)
