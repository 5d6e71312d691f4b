"""Disks that are really full: what is handed in is refused or tried again, and nothing changes."""

import errno
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection

from districts.models import ImportRun, RunState, StoredPackage, Student
from districts.sis import sweep, trouble
from spacesedu import embedded
from spacesedu.embedded import database
from spacesedu.lib import clock
from tests.faults.small_disks import can_mount, short_files, small_disk
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, importing

ENOUGH = 16  # kilobytes: for the names of files, not for what is in them

pytestmark = pytest.mark.faults


@pytest.fixture
def _disks(tmp_path_factory: pytest.TempPathFactory) -> None:
    if not can_mount(tmp_path_factory.mktemp("disk")):
        pytest.skip("no small disk can be had on this machine")


needs_a_disk = pytest.mark.usefixtures("_disks")


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose people have come."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


def large() -> Sample:
    """Return a package that does not fit."""
    package = sample(families=False)
    first = package.rows("Students")[0]
    package.rows("Students").extend(
        {**first, "User ID": f"{number * 7919**9:040x}"} for number in range(1, 900)
    )
    return package


def changed() -> Sample:
    """Return a package that fits and has something to say."""
    package = sample(families=False)
    package.drop("Students", lambda row: row["User ID"] == "s05")
    return package


def without_room(path: Path, run: ImportRun) -> None:
    """Check that the run is refused for want of room, and that nothing is left of it."""
    assert run.state() is RunState.REFUSED
    [said] = run.problems.all()
    assert (said.code, "no room left" in said.message) == ("no_room", True)
    assert not [file for file in path.rglob("*") if file.is_file()]
    assert StoredPackage.objects.count() == 1


@needs_a_disk
@pytest.mark.django_db
def test_a_package_for_which_storage_has_no_room_is_refused_and_leaves_nothing(
    sd74: Importing,
) -> None:
    path = Path(default_storage.path(f"sis/{sd74.district.pk}"))
    with small_disk(path, kilobytes=ENOUGH):
        without_room(path, sd74.hand_in(large()))
    assert sd74.worked(sd74.hand_in(large())).state() is RunState.APPLIED


@needs_a_disk
@pytest.mark.django_db
def test_a_package_that_cannot_be_packed_for_want_of_room_is_refused(
    sd74: Importing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "small", kilobytes=ENOUGH) as small:
        monkeypatch.setattr(tempfile, "tempdir", str(small))
        without_room(small, sd74.hand_in(large()))


@pytest.mark.django_db
def test_a_package_beyond_the_quota_of_a_file_is_refused_and_leaves_nothing(
    sd74: Importing, tmp_path: Path
) -> None:
    path = large().write(tmp_path / "large")
    # Of this district alone: other tests keep packages at the same time.
    kept = Path(default_storage.path(f"sis/{sd74.district.pk}"))
    before = set(kept.rglob("*.zip"))
    with short_files(longest=9000):
        run = sd74.hand_in(path)
    without_room(tmp_path / "nothing", run)
    assert set(kept.rglob("*.zip")) == before


@contextmanager
def room_for_rows(path: Path, *, kilobytes: int) -> Iterator[None]:
    """Let PostgreSQL keep temporary tables on a small disk."""
    data = embedded.data_folder()
    with small_disk(path, kilobytes=kilobytes, owner="nobody"):
        statements = [f"CREATE TABLESPACE small LOCATION '{path}'"]
        database.run(data, [*statements, "GRANT CREATE ON TABLESPACE small TO PUBLIC"])
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET temp_tablespaces = small")
            yield
        finally:
            connection.close()
            database.run(data, ["DROP TABLESPACE small"])


@needs_a_disk
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("make", "kilobytes"), [(large, 200), (changed, 250)], ids=["reading", "planning"]
)
def test_a_database_without_room_is_tried_three_times_and_changes_nothing(
    sd74: Importing, make: Callable[[], Sample], kilobytes: int
) -> None:
    run = sd74.hand_in(make())
    # Not below this test's own folder: PostgreSQL is another user, who may not look into it.
    place = Path(tempfile.mkdtemp(prefix="small-"))
    with room_for_rows(place, kilobytes=kilobytes):
        for _ in range(3):
            sweep.sweep(at=clock.now() + timedelta(hours=1))
            assert ImportRun.objects.get(pk=run.pk).state() is RunState.RECEIVED
        sweep.sweep(at=clock.now() + timedelta(hours=1))
    place.rmdir()

    done = ImportRun.objects.get(pk=run.pk)
    assert (done.state(), done.attempts) == (RunState.FAILED, 3)
    assert done.failure == "no_room"
    assert Student.objects.filter(left_at=None).count() == 20
    assert sd74.run(make(), approve=True).state is RunState.APPLIED


@pytest.mark.django_db(transaction=True)
def test_temporary_files_that_grow_too_large_are_no_room(servers: embedded.DataFolder) -> None:
    name = str(connection.settings_dict["NAME"])
    database.run(servers, [f"ALTER DATABASE {name} SET temp_file_limit = '1MB'"])
    connection.close()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET work_mem = '64kB'")
            with pytest.raises(OperationalError) as broken:
                cursor.execute("SELECT n FROM generate_series(1, 500000) AS n ORDER BY n DESC")
    finally:
        database.run(servers, [f"ALTER DATABASE {name} RESET temp_file_limit"])
        connection.close()
    assert trouble.may_pass(broken.value)
    assert trouble.code_of(broken.value) == trouble.NO_ROOM


def test_what_fails_in_the_wake_of_a_full_disk_is_no_room_as_well() -> None:
    with pytest.raises(ValueError, match="writing") as broken:  # noqa: PT012
        try:
            raise OSError(errno.ENOSPC, "no space left on device")
        finally:
            raise ValueError("a file is open for writing")
    assert trouble.code_of(broken.value) == trouble.NO_ROOM
    assert trouble.may_pass(broken.value)
    assert not trouble.may_pass(ValueError("a file is open for writing"))
