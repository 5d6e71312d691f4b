"""A package is kept as it is needed, without anybody's password, and for thirty days."""

import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from districts.models import ImportProblem, RunState, StoredPackage, Student
from districts.sis import keeping, strays, sweep
from spacesedu.lib import clock
from tests.samples.advanced_csv import sample
from tests.samples.importing import Importing, importing

pytestmark = pytest.mark.django_db

SECRET = "hunter2"  # noqa: S105 -- what must be found nowhere


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    return importing(tmp_path)


def kept_bytes(kept: StoredPackage) -> bytes:
    with default_storage.open(kept.key) as file, zipfile.ZipFile(file) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def with_passwords(folder: Path) -> Path:
    package = sample(families=False)
    package.headers["Students.csv"].insert(2, "Pass Word")
    for row in package.rows("Students"):
        row["Pass Word"] = SECRET
    package.rows("Students")[3]["First Name"] = "two\nlines"
    path = package.write(folder)
    # One row has a field too many: there the password stands in another place.
    students = path / "Students.csv"
    lines = students.read_text(encoding="utf-8-sig").splitlines()
    lines[1] = f"s00,x,{lines[1].split(',', 1)[1]}"
    students.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def test_a_password_does_not_survive_receipt(sd74: Importing, tmp_path: Path) -> None:
    run = sd74.hand_in(with_passwords(tmp_path / "with"))

    assert run.package is not None
    kept = kept_bytes(run.package)
    assert SECRET.encode() not in kept
    assert b"Pass" not in kept
    assert b'"two\nlines"' in kept

    done = sd74.worked(run)
    assert done.state() is RunState.HELD
    assert done.counts["students"]["created"] == 19
    assert done.problems.get(code="secret_column").column == "Pass Word"
    assert [found.code for found in ImportProblem.objects.filter(run=run, line=2)] == ["ragged_row"]


def test_files_nobody_reads_are_not_kept_but_told_of(sd74: Importing, tmp_path: Path) -> None:
    path = sample(families=False).write(tmp_path / "more")
    (path / "StudentAttendance.csv").write_text("secret,things\n")

    run = sd74.hand_in(path)

    assert run.package is not None
    assert b"secret" not in kept_bytes(run.package)
    assert run.package.left_out == ["StudentAttendance.csv"]
    done = sd74.worked(run)
    assert done.problems.filter(code="ignored_file", file="StudentAttendance.csv").exists()


def test_the_same_files_have_the_same_hash_however_they_come(
    sd74: Importing, tmp_path: Path
) -> None:
    package = sample(families=False)
    loose = sd74.hand_in(package)
    (tmp_path / "plain").mkdir()
    for name in package.files:
        (tmp_path / "plain" / name).write_bytes(package.text(name).encode("utf-8-sig"))
    with zipfile.ZipFile(tmp_path / "as.zip", "w") as archive:
        for name in reversed(package.files):
            archive.write(tmp_path / "plain" / name, name)
    zipped = sd74.hand_in(tmp_path / "as.zip")

    assert loose.package is not None
    assert zipped.package is not None
    assert loose.package.sha256 == zipped.package.sha256


def test_what_cannot_be_read_is_refused_at_once_and_not_kept(
    sd74: Importing, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.zip"
    sample(families=False).zipped(broken)
    broken.write_bytes(broken.read_bytes()[:-40])

    run = sd74.hand_in(broken)

    assert run.state() is RunState.REFUSED
    assert [found.code for found in run.problems.all()] == ["unreadable"]
    assert not StoredPackage.objects.exists()


def test_after_thirty_days_the_bytes_are_gone_and_the_run_still_tells(sd74: Importing) -> None:
    then = clock.now()
    run = sd74.hand_in(sample(families=False), at=then)
    waits = sd74.worked(run, at=then)
    assert waits.package is not None

    sweep.sweep(at=then + timedelta(days=30))
    assert default_storage.exists(waits.package.key)
    sweep.sweep(at=then + timedelta(days=30, seconds=1))
    assert not default_storage.exists(waits.package.key)

    kept = StoredPackage.objects.get()
    assert kept.erased_at == then + timedelta(days=30, seconds=1)
    assert keeping.erase_old(at=then + timedelta(days=40)) == 0
    assert sd74.worked(run).counts["students"]["created"] == 20
    assert not Student.objects.exists()


def test_a_package_of_no_row_goes_after_thirty_days_as_any_other(
    sd74: Importing, settings: Settings, tmp_path: Path
) -> None:
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    disk["OPTIONS"] = {"location": tmp_path / "media"}  # type: ignore[assignment] # strings, one dict
    settings.STORAGES = settings.STORAGES | {"default": disk}
    assert strays.erase_strays(at=clock.now()) == 0

    run = sd74.hand_in(sample(families=False))
    assert run.package is not None
    kept = run.package.key
    lost = default_storage.save(f"sis/{sd74.district.pk}/{'0' * 32}.zip", ContentFile(b"lost"))
    assert strays.erase_strays(at=clock.now() + timedelta(days=29)) == 0
    assert default_storage.exists(kept)

    long_ago = (clock.now() - timedelta(days=31)).timestamp()
    os.utime(default_storage.path(lost), (long_ago, long_ago))
    assert strays.erase_strays(at=clock.now()) == 1
    assert not default_storage.exists(lost)
    assert default_storage.exists(kept)
