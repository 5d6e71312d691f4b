"""Chromium, a live server, and a browser for everybody."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser import answers
from tests.browser.browse import PATIENCE, Browse
from tests.browser.writing import VIDEO
from tests.portfolios.pictures import jpeg_with_gps
from tests.world import World
from tests.world.kept import KeptWorld

NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "chrome"),
)
# Nothing of the browser's own may ask the network; as root there is no sandbox.
QUIET = [
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    # Nothing here is drawn by a graphics card, nor by a program that pretends to be one.
    *("--disable-gpu", "--disable-software-rasterizer"),
]

# Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start a browser for the file; its event loop must not outlive it."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def world(_kept_world: KeptWorld, transactional_db: None) -> World:
    """Both districts, committed, so that the server sees them."""
    return _kept_world.again()


@pytest.fixture
def browse(chromium: Browser, live_server: LiveServer, world: World) -> Iterator[Browse]:
    """Return what opens browsers; nothing may have gone wrong in any of them."""
    browsers = Browse(chromium, live_server.url)
    with answers.all_given():
        yield browsers
        browsers.close()
    assert browsers.wrong == []


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo as a phone takes it."""
    file = tmp_path / "Creek.jpg"
    file.write_bytes(jpeg_with_gps())
    return file


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """What begins like a video; nobody here looks at the rest."""
    file = tmp_path / "Holiday.mp4"
    file.write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(VIDEO - 24))
    return file
