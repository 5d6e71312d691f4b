"""Where there is a virus scanner, no file is opened, and none shown, before it has looked at it."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings

from portfolios.actions import process_attachment, waiting_attachments
from portfolios.media import accept as door
from portfolios.media.accept import accept
from portfolios.media.sniff import MP4
from portfolios.models import MediaState
from spacesedu import probes
from spacesedu.lib import clamav, clock
from spacesedu.lib.clamav import Scanner
from tests.portfolios.making import again, made_ready, uploaded
from tests.portfolios.pictures import encoded, picture, wav
from tests.world import World

VIRUS = b"not a virus, but taken for one"
CONFIG = """
Foreground yes
LocalSocket {folder}/socket
DatabaseDirectory {folder}/signatures
StreamMaxLength 1M
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real ClamAV that knows one virus; the address of its socket."""
    program = shutil.which("clamd")
    if program is None:
        pytest.skip("ClamAV is not installed here: apt-get install clamav-daemon")
    folder = tmp_path_factory.mktemp("clamav")
    (folder / "signatures").mkdir()
    (folder / "signatures/ours.ndb").write_text(f"Ours-1:0:*:{VIRUS.hex()}\n")
    (folder / "clamd.conf").write_text(CONFIG.format(folder=folder))
    command = [program, "-c", str(folder / "clamd.conf")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT) as running:
        _wait_for(folder / "socket")
        yield f"unix://{folder}/socket"
        running.terminate()


def _wait_for(path: Path) -> None:
    until = time.monotonic() + 60
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.05)


@pytest.fixture
def silent(settings: Settings) -> None:
    """A scanner that is configured, and not there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.CLAMAV_URL = f"tcp://127.0.0.1:{port}"


def test_a_clean_photo_is_shown(scanner: str, world: World, settings: Settings) -> None:
    settings.CLAMAV_URL = scanner

    assert clamav.state() is Scanner.WORKS
    assert made_ready(world, encoded(picture(), "PNG")).state() is MediaState.READY


def test_a_virus_is_found_before_anything_opens_the_file(
    scanner: str, world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLAMAV_URL = scanner
    monkeypatch.delattr(door, "photo")

    found = made_ready(world, encoded(picture(40, 30), "PNG") + VIRUS)
    assert (found.state(), found.failure) == (MediaState.FAILED, "virus")


def test_a_file_longer_than_the_scanner_takes_is_not_shown_unscanned(
    scanner: str, world: World, settings: Settings
) -> None:
    settings.CLAMAV_URL = scanner

    assert made_ready(world, wav(seconds=200)).failure == "too_big_to_scan"


def test_with_a_scanner_the_door_looks_at_the_first_bytes_alone(settings: Settings) -> None:
    settings.CLAMAV_URL = "tcp://scanner.invalid:3310"
    half = b"\0\0\0\x18ftypisom" + b"\0" * 40

    assert accept(BytesIO(half), len(half)) == MP4


@pytest.mark.usefixtures("silent")
def test_a_file_waits_for_a_scanner_that_does_not_answer(world: World, settings: Settings) -> None:
    (photo,) = uploaded(world, encoded(picture(40, 30), "PNG"))
    for _ in range(5):
        process_attachment(attachment_id=photo.pk, at=clock.now())
        assert again(photo).state() is MediaState.QUEUED
        assert waiting_attachments(at=clock.now()) == [photo.pk]

    settings.CLAMAV_URL = ""
    process_attachment(attachment_id=photo.pk, at=clock.now())
    assert again(photo).state() is MediaState.READY


def test_without_a_scanner_the_health_page_says_so(settings: Settings) -> None:
    settings.CLAMAV_URL = ""

    assert probes.scanner() == probes.Finding("virus scanner", fine=True, detail="off")


@pytest.mark.usefixtures("silent")
def test_a_scanner_that_does_not_answer_degrades_a_site() -> None:
    found = probes.scanner()

    assert (found.fine, found.detail) == (False, "does not answer")
