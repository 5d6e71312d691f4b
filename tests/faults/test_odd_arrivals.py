"""Odd names, odd headers and odd moments: each is one package's matter, and no password is kept."""

import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.db import transaction

from districts.actor import Actor, Role
from districts.models import ConnectionKind, ImportRun, RunState, SisConnection, Student
from districts.sis import answers, inbox, keeping, sweep
from districts.sis.answers import AnswerError
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.samples.advanced_csv import sample
from tests.samples.importing import Importing, importing

pytestmark = pytest.mark.django_db

SECRET = b"hunter2"
# However the name of the column is written; encoding of the file.
PASSWORDS = [
    *[(name, "utf-8") for name in ("Pass\tword", "\x0bPassword", '"Pass\nword"', "\u2028Password")],
    *[("Password", name) for name in ("utf-16", "utf-16-le", "latin-1")],
]


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    return importing(tmp_path)


def with_passwords(folder: Path, column: str, encoding: str) -> Path:
    path = sample(families=False).write(folder) / "Students.csv"
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    lines = [f"{head},{column}", *(f"{row},{SECRET.decode()}" for row in rows)]
    path.write_bytes("\n".join(lines).encode(encoding))
    return folder


def test_no_password_is_kept_however_its_column_is_written(sd74: Importing, tmp_path: Path) -> None:
    for number, (column, encoding) in enumerate(PASSWORDS):
        with transaction.atomic():
            run = sd74.hand_in(with_passwords(tmp_path / f"with {number}", column, encoding))
            if run.package is not None:
                with zipfile.ZipFile(default_storage.path(run.package.key)) as archive:
                    kept = archive.read("Students.csv").replace(b"\0", b"")
                assert SECRET not in kept, (column, encoding)
            assert sd74.worked(run).state() in {RunState.HELD, RunState.REFUSED}
            transaction.set_rollback(True)


def test_odd_names_of_files_and_columns_are_noted_and_no_more(
    sd74: Importing, tmp_path: Path
) -> None:
    folder = sample(families=False).write(tmp_path / "odd")
    (folder / "a\tb\tc.csv").touch()
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.csv")).touch()

    done = sd74.worked(sd74.hand_in(folder))

    assert done.state() is RunState.HELD
    assert done.problems.filter(code="ignored_file").count() == 2


def test_packages_of_one_scan_are_taken_one_after_the_other(
    sd74: Importing, tmp_path: Path, settings: LazySettings
) -> None:
    settings.SIS_INBOX, settings.SIS_TAKEN = str(tmp_path / "inbox"), tmp_path / "taken"
    place = tmp_path / "inbox" / sd74.district.slug
    place.mkdir(parents=True)
    SisConnection.objects.create(
        district=sd74.district, name="night", kind=ConnectionKind.INBOX, created_at=clock.now()
    )
    for name in (b"1.zip", b"caf\xe9.zip"):
        package = sample(families=False).zipped(tmp_path / "package.zip")
        package.rename(os.fsdecode(os.fsencode(place) + b"/" + name))

    later = clock.now() + timedelta(hours=1)
    assert inbox.scan(at=later) == 2
    for hour in range(1, 3):
        sweep.sweep(at=later + timedelta(hours=hour))

    states = sorted(run.state() for run in ImportRun.objects.all())
    assert states == [RunState.DISCARDED, RunState.HELD]


def test_a_run_that_another_worker_has_done_meanwhile_is_not_done_again(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    sd74.run(sample(families=False), approve=True)
    package = sample(families=False)
    package.of("Students", User_ID="s00")["First Name"] = "Zoe"
    run = sd74.hand_in(package)
    reopened = keeping.reopened
    others = [run.pk]

    def while_the_package_is_fetched(*kept: object) -> object:
        if others:
            sweep.do(others.pop(), at=clock.now())
        return reopened(*kept)  # type: ignore[arg-type]

    monkeypatch.setattr(keeping, "reopened", while_the_package_is_fetched)
    done = sd74.worked(run)

    assert (done.state(), done.counts["students"]["changed"]) == (RunState.APPLIED, 1)
    assert done.changes.filter(kind="students").count() == 1


def test_what_was_approved_cannot_be_discarded_any_more(sd74: Importing) -> None:
    user = UserFactory.create()
    anna = Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=sd74.district.pk)
    sd74.run(sample(families=False), approve=True)
    package = sample(families=False)
    package.drop("Students", lambda row: row["User ID"] in {f"s0{n}" for n in range(6)})
    run = sd74.worked(sd74.hand_in(package))
    going = answers.approve(run, by=anna, at=clock.now())

    with pytest.raises(AnswerError):
        answers.discard(run, by=anna, at=clock.now())

    assert sd74.worked(going).state() is RunState.APPLIED
    assert Student.objects.filter(left_at=None).count() == 14
