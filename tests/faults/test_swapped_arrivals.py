"""Whoever delivers may swap a file at any moment: nobody else's is ever taken, and none is lost."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from django.conf import LazySettings

from districts.models import ConnectionKind, ImportRun, SisConnection
from districts.sis import arrivals as listed
from districts.sis import inbox
from spacesedu.lib import clock, plain_files
from tests.samples.advanced_csv import sample
from tests.samples.importing import Importing, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path, settings: LazySettings) -> Importing:
    """A district with a package in its folder, and a shelf as if on another disk."""
    settings.SIS_INBOX, settings.SIS_TAKEN = str(tmp_path / "inbox"), tmp_path / "taken"
    district = importing(tmp_path)
    SisConnection.objects.create(
        district=district.district, name="night", kind=ConnectionKind.INBOX, created_at=clock.now()
    )
    place = tmp_path / "inbox" / district.district.slug
    place.mkdir(parents=True)
    sample(families=False).write(place)
    return district


def delivered(sd74: Importing) -> Path:
    return sd74.folder / "inbox" / sd74.district.slug / "Students.csv"


def a_link(sd74: Importing) -> None:
    """Somebody puts a link to a file of another district in the place of the own one."""
    theirs = sd74.folder / "theirs.csv"
    theirs.write_bytes(delivered(sd74).read_bytes())
    delivered(sd74).unlink()
    delivered(sd74).symlink_to(theirs)


def a_pipe(sd74: Importing) -> None:
    delivered(sd74).unlink()
    os.mkfifo(delivered(sd74))


def nothing(sd74: Importing) -> None:
    delivered(sd74).unlink()


def before_it_is_opened(swap: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``swap`` happen once, between the look at the folder and the taking of its files."""
    arrivals = listed.arrivals

    def then(*asked: object, **at: object) -> object:
        ready = arrivals(*asked, **at)  # type: ignore[arg-type]
        swap()
        return ready

    monkeypatch.setattr(inbox, "arrivals", then)


def scanned() -> list[ImportRun]:
    inbox.scan(at=clock.now() + timedelta(hours=1))
    return list(ImportRun.objects.all())


@pytest.mark.parametrize("swap", [a_link, a_pipe, nothing])
def test_a_package_whose_file_is_swapped_while_it_is_taken_stays_where_it_is(
    swap: Callable[[Importing], None], sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_it_is_opened(lambda: swap(sd74), monkeypatch)

    assert scanned() == []
    assert {file.name for file in delivered(sd74).parent.iterdir()} >= {"Staff.csv", "Classes.csv"}
    assert not any((sd74.folder / "taken").rglob("*.csv"))


def test_a_package_somebody_writes_to_while_it_is_taken_waits(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copyfileobj

    def meanwhile(source: BinaryIO, target: BinaryIO) -> None:
        copy(source, target)
        with delivered(sd74).open("a") as file:
            file.write("\n")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfileobj", meanwhile)
        assert scanned() == []

    assert delivered(sd74).exists()
    [run] = scanned()
    assert run.package is not None
    assert list(delivered(sd74).parent.iterdir()) == []


def test_what_is_delivered_anew_after_a_package_was_copied_is_not_thrown_away(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = plain_files.remove_as_seen

    def meanwhile(name: str, *seen: object) -> None:
        if name == delivered(sd74).name:
            delivered(sd74).write_text("a newer one")
        remove(name, *seen)  # type: ignore[arg-type]

    monkeypatch.setattr(inbox, "remove_as_seen", meanwhile)
    [run] = scanned()

    assert run.package is not None
    assert [file.name for file in delivered(sd74).parent.iterdir()] == ["Students.csv"]


def test_a_folder_that_is_a_link_is_not_listed(sd74: Importing, tmp_path: Path) -> None:
    theirs = delivered(sd74).parent
    own = theirs.parent / "linked"
    own.symlink_to(theirs)

    with pytest.raises(OSError, match="linked"), plain_files.folder_opened(own):
        pass


def test_from_a_folder_nobody_here_may_write_to_nothing_is_taken_again_and_again(
    sd74: Importing,
) -> None:
    delivered(sd74).parent.chmod(0o555)
    if os.access(delivered(sd74).parent, os.W_OK):
        pytest.skip("root may write everywhere")

    assert scanned() == []
    assert not any((sd74.folder / "taken").rglob("*.csv"))
