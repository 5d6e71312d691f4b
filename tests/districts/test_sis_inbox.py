"""What an SFTP server puts into a district's folder is taken once it is complete, and imported."""

import os
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.test import TestCase

from districts.models import (
    ConnectionKind,
    ConnectionSchool,
    ImportRun,
    ImportSettings,
    RunState,
    SisConnection,
    StoredPackage,
    Student,
)
from districts.sis import inbox, keeping, sweep
from districts.sis.package import Opener
from spacesedu.lib import clock
from tests.factories import SchoolFactory
from tests.samples.advanced_csv import sample
from tests.samples.importing import Importing, importing

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def sd74(tmp_path: Path, settings: LazySettings) -> Importing:
    """A district whose packages come by folder; nothing of it is known yet."""
    settings.SIS_INBOX = str(tmp_path / "inbox")
    settings.SIS_TAKEN = tmp_path / "taken"
    district = importing(tmp_path)
    connection(district, "nightly")
    folder(district).mkdir(parents=True)
    return district


def connection(sd74: Importing, name: str) -> SisConnection:
    return SisConnection.objects.create(
        district=sd74.district, name=name, kind=ConnectionKind.INBOX, created_at=clock.now()
    )


def folder(sd74: Importing, name: str = "") -> Path:
    return sd74.folder / "inbox" / sd74.district.slug / name


def scan(at: datetime | None = None) -> list[ImportRun]:
    """Look into the folders, some minutes from now, and return the runs there are."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        inbox.scan(at=at or clock.now() + 2 * MINUTE)
    return list(ImportRun.objects.order_by("received_at", "id"))


def test_a_package_is_taken_when_it_has_lain_still_for_a_minute(sd74: Importing) -> None:
    sample(families=False).zipped(folder(sd74) / "districtsync_sd74_2026-01-02.zip")

    assert scan(clock.now() + MINUTE / 2) == []
    [run] = scan()

    assert run.package is not None
    assert (run.package.name, run.received_by) == ("districtsync_sd74_2026-01-02.zip", "inbox")
    assert list(folder(sd74).iterdir()) == []
    assert sd74.worked(run).state() is RunState.HELD
    assert scan(clock.now() + 9 * MINUTE) == [run]
    assert not list((sd74.folder / "taken").rglob("*.zip"))


def test_loose_files_are_one_package_once_the_last_of_them_lies_still(sd74: Importing) -> None:
    sample(families=False).write(folder(sd74))
    for name, age in (("Students.csv", 10), ("Staff.csv", 0)):
        os.utime(folder(sd74) / name, times=(0, clock.now().timestamp() - age))
    (folder(sd74) / "Family.csv.filepart").write_text("half")

    [run] = scan()

    assert run.package is not None
    assert "Students.csv" in run.package.name
    assert sd74.worked(run).counts["students"]["created"] == 20
    assert [left.name for left in folder(sd74).iterdir()] == ["Family.csv.filepart"]


def test_a_file_without_an_end_is_waited_for_and_taken_at_last(sd74: Importing) -> None:
    sample(families=False).write(folder(sd74))
    last = folder(sd74) / "Students.csv"
    last.write_bytes(last.read_bytes().rstrip(b"\r\n"))

    assert scan(clock.now() + 14 * MINUTE) == []
    [run] = scan(clock.now() + 16 * MINUTE)
    assert run.refused_at is None


def test_half_a_zip_is_waited_for_and_at_last_refused(sd74: Importing) -> None:
    half = folder(sd74) / "half.zip"
    sample(families=False).zipped(half)
    half.write_bytes(half.read_bytes()[:-30])

    assert scan(clock.now() + 10 * MINUTE) == []
    [run] = scan(clock.now() + 16 * MINUTE)

    assert run.state() is RunState.REFUSED
    assert list(folder(sd74).iterdir()) == []


def test_links_and_folders_stay_where_they_are(sd74: Importing, tmp_path: Path) -> None:
    secret = tmp_path / "Students.csv"
    secret.write_text("of somebody else")
    (folder(sd74) / "Students.csv").symlink_to(secret)
    (folder(sd74) / "deeper").mkdir()
    assert scan() == []

    sample(families=False).zipped(folder(sd74) / "tonight.zip")
    [run] = scan()

    assert run.package is not None
    assert run.package.name == "tonight.zip"
    assert (folder(sd74) / "Students.csv").is_symlink()


def test_the_same_package_again_changes_nothing(sd74: Importing) -> None:
    sd74.run(sample(families=False), approve=True, source="nightly")
    then = clock.now()
    for day in range(2):
        sample(families=False).zipped(folder(sd74) / "same.zip")
        run = scan(then + (day + 1) * timedelta(days=1))[-1]
        assert sd74.worked(run).state() is RunState.NOTHING

    assert StoredPackage.objects.values("sha256").distinct().count() <= 2
    assert Student.objects.filter(left_at=None).count() == 20


def test_each_of_two_connections_has_a_folder_of_its_own(sd74: Importing) -> None:
    connection(sd74, "families")
    folder(sd74, "families").mkdir()
    sample(families=False).zipped(folder(sd74) / "whose.zip")
    sample(families=False).zipped(folder(sd74, "families") / "theirs.zip")

    [run] = scan()

    assert run.connection.name == "families"
    assert (folder(sd74) / "whose.zip").exists()


def test_a_schools_own_connection_does_not_take_the_districts_folder(sd74: Importing) -> None:
    own = connection(sd74, "Maple")
    school = SchoolFactory.create(district=sd74.district)
    ConnectionSchool.objects.create(district=sd74.district, connection=own, school=school)
    sample().zipped(folder(sd74) / "night.zip")

    [run] = scan()
    assert run.connection.name == "nightly"

    SisConnection.objects.filter(name="nightly").update(ended_at=clock.now())
    sample().zipped(folder(sd74) / "next.zip")
    assert scan() == [run]


def test_outside_the_districts_hours_files_wait(sd74: Importing) -> None:
    ImportSettings.objects.create(district=sd74.district, window_from=time(22), window_to=time(5))
    sample(families=False).zipped(folder(sd74) / "package.zip")
    noon = clock.now().astimezone(sd74.district.zone).replace(hour=12) + timedelta(days=1)

    assert scan(noon) == []
    assert len(scan(noon.replace(hour=23))) == 1


def test_what_a_crash_has_left_on_the_way_comes_again(sd74: Importing) -> None:
    source = SisConnection.objects.get()
    place = sd74.folder / "taken" / str(source.pk) / "20260101-000"
    place.mkdir(parents=True)
    sample(families=False).zipped(place / "package.zip")

    [run] = scan()

    assert run.package is not None
    assert not place.exists()


def test_a_package_that_cannot_be_kept_comes_again_before_those_behind_it(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        sample(families=False).zipped(folder(sd74) / f"{name}.zip")
    store, silent = default_storage.save, OSError("the storage does not answer")

    def store_one(key: str, file: "File[bytes]") -> str:
        if StoredPackage.objects.exists():
            raise silent
        return store(key, file)

    monkeypatch.setattr(default_storage, "save", store_one)
    for _minute in range(2):
        scan()
        assert [kept.name for kept in StoredPackage.objects.all()] == ["a.zip"]
        assert len(default_storage.listdir(f"sis/{sd74.district.pk}")[1]) == 1

    monkeypatch.undo()
    assert [run.package.name for run in scan() if run.package] == ["a.zip", "b.zip", "c.zip"]


def test_a_package_over_which_we_stumble_holds_none_up_and_says_so(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        sample(families=False).zipped(folder(sd74) / f"{name}.zip")
    read = keeping.clean

    def stumble_once(name: str, opener: Opener) -> Iterator[bytes]:
        if not ImportRun.objects.exclude(refused_at=None).exists() and name == "Staff.csv":
            raise IndexError
        return read(name, opener)

    monkeypatch.setattr(keeping, "clean", stumble_once)

    stumbled, taken = scan()

    assert stumbled.state() is RunState.REFUSED
    assert [problem.code for problem in stumbled.problems.all()] == ["our_fault"]
    assert taken.package is not None


def test_a_run_whose_worker_was_never_told_is_picked_up(sd74: Importing) -> None:
    sample(families=False).zipped(folder(sd74) / "package.zip")
    [run] = scan()

    sweep.sweep(at=run.received_at + timedelta(seconds=30))
    assert ImportRun.objects.get().state() is RunState.RECEIVED
    sweep.sweep(at=run.received_at + MINUTE)

    assert ImportRun.objects.get().state() is RunState.HELD
