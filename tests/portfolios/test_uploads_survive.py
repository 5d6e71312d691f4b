"""A real web server, and what a school's wifi does to it: breaks, and a process that is killed."""

import http.client
import os
import signal
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from portfolios.media.parts import local_copy
from portfolios.models import Upload
from tests.portfolios import tus
from tests.portfolios.pictures import wav
from tests.spacesedu.installation import free_port
from tests.spacesedu.processes import PROJECT, eventually
from tests.world import World, build

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
]

SOUND = wav(20)
HALF = len(SOUND) // 2
TOKEN = "c" * 32


class Web:
    """The web server of the product, over this test's database."""

    def __init__(self) -> None:
        """Start it, and wait until it answers."""
        self.port = free_port()
        self.start()

    def start(self) -> None:
        database = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
        name = str(connection.settings_dict["NAME"])
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--config", "python:spacesedu.web_server"),
                *("--bind", f"127.0.0.1:{self.port}", "spacesedu.wsgi"),
            ],
            cwd=PROJECT,
            env=os.environ
            | {
                "DATABASE_URL": database._replace(path=f"/{name}").geturl(),
                "DJANGO_SETTINGS_MODULE": "spacesedu.settings",
                "DEBUG": "1",
                "WEB_CONCURRENCY": "1",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        eventually(self.answers)

    def kill(self) -> None:
        """Pull the plug: every process of it, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def answers(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", "/health/live")
            return line.getresponse().status == 200
        except OSError:
            return False
        finally:
            line.close()


class Browser:
    """Somebody who is signed in, on connections that the test can break."""

    def __init__(self, web: Web, world: World) -> None:
        """Take over a session."""
        client = Client()
        client.force_login(world.student.user)
        self.web = web
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.headers = tus.VERSION | {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
        }

    def ask(self, method: str, url: str, **headers: str) -> http.client.HTTPResponse:
        """Send a request without a body and return the answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=30)
        line.request(method, url, headers=self.headers | headers)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer

    def begin(self, world: World) -> str:
        """Announce the file; return where its parts go."""
        url = f"/portfolios/{world.portfolio.pk}/uploads/"
        return str(self.ask("POST", url, **{"Upload-Length": str(len(SOUND))}).headers["Location"])

    def offset(self, url: str) -> int:
        """Ask how far the file has come."""
        return int(str(self.ask("HEAD", url).headers["Upload-Offset"]))

    def begin_part(self, url: str, offset: int, come: int) -> http.client.HTTPConnection:
        """Announce all the rest, send ``come`` bytes of it, and hold the line."""
        line = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=30)
        line.putrequest("PATCH", url)
        rest = SOUND[offset:]
        for name, value in {
            **self.headers,
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(len(rest)),
        }.items():
            line.putheader(name, value)
        line.endheaders(rest[:come])
        return line

    def finish(self, url: str, offset: int) -> str:
        """Send the rest; return what the file has become."""
        line = self.begin_part(url, offset, len(SOUND))
        answer = line.getresponse()
        line.close()
        assert answer.status == 204
        return str(answer.headers["Upload-Attachment"])


@pytest.fixture
def world(transactional_db: None) -> World:
    """Everybody, committed, so that the server sees them."""
    return build()


@pytest.fixture
def browser(world: World) -> Iterator[Browser]:
    web = Web()
    yield Browser(web, world)
    web.kill()


def test_what_came_before_the_wifi_broke_is_kept_and_the_rest_follows(
    browser: Browser, world: World
) -> None:
    url = browser.begin(world)
    browser.begin_part(url, 0, HALF).close()
    eventually(lambda: browser.offset(url) == HALF)

    made = browser.finish(url, HALF)

    _is_whole(made)


def test_an_upload_goes_on_after_the_web_server_was_killed_in_the_middle(
    browser: Browser, world: World
) -> None:
    url = browser.begin(world)
    browser.begin_part(url, 0, HALF).close()
    eventually(lambda: browser.offset(url) == HALF)
    line = browser.begin_part(url, HALF, 1000)
    browser.web.kill()
    line.close()

    browser.web.start()

    assert browser.offset(url) == HALF
    _is_whole(browser.finish(url, HALF))


def _is_whole(made: str) -> None:
    upload = Upload.objects.get()
    assert str(upload.attachment_id) == made
    assert upload.attachment is not None
    with local_copy(upload.attachment) as whole:
        assert whole.read() == SOUND
