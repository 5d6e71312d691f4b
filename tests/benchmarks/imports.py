"""Nights of a district's imports against what PostgreSQL can do at best with the same bytes.

The baseline is COPY of the five files into tables without an index, and one comparison of their
rows with the district's, both ways, column by column. It and the night on which nothing changed are
measured in turn, the best of three; everything else once.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from districts.actor import Actor, Role, System
from districts.models import District, ImportRun, RunState, SisConnection, Student
from districts.sis import answers, sweep
from districts.sis.advanced_csv import ADVANCED_CSV
from districts.sis.attempt import Terms
from districts.sis.formats import FileSpec
from districts.sis.receive import begun, take_in
from districts.sis.run import Order, import_package, work_off
from spacesedu.lib import clock
from tests import factories as make
from tests.benchmarks.nightly import Nightly

COMPARE = Path(__file__).with_suffix(".sql")
CHUNK = 1024**2
ROUNDS = 3
NIGHT = System("bench")
SAMPLE = 1000  # students, for Django's update_or_create


@dataclass(frozen=True, slots=True)
class Night:
    """One line of the report; ``ratio`` is to COPY and comparison together."""

    name: str
    rows: int
    seconds: float
    ratio: float

    def __str__(self) -> str:
        """Return the line as printed."""
        return (
            f"  {self.name:<44} {self.seconds:8.2f} s {self.rows / self.seconds:>12,.0f} rows/s"
            f"  × {self.ratio:.2f}"
        )


def lines(users: int) -> Iterator[object]:
    """Yield a line for every kind of night of a district with ``users``."""
    with TemporaryDirectory() as folder:
        usual, other = Path(folder) / "usual", Path(folder) / "other"
        rows = Nightly(users).write(usual)
        Nightly(users, changed=True).write(other)
        yield f"  {users:,} users, as many family links, {rows:,} rows"
        bench = _Bench(_district(), rows)
        first = bench.imported(usual)
        rounds = [(*bench.baseline(usual), *bench.handed_in(usual)) for _ in range(ROUNDS)]
        copied, compared, received, nothing = map(min, zip(*rounds, strict=True))
        bench.best = copied + compared
        yield bench.line("COPY of the files", copied)
        yield bench.line("one comparison of all rows", compared)
        yield bench.line("both (baseline)", bench.best)
        yield bench.line("first load", first)
        yield bench.line("nothing changed: receipt", received)
        yield bench.line("nothing changed: the run", nothing)
        yield bench.line("1 % changed: plan only", bench.imported(other, dry_run=True))
        yield bench.line("1 % changed", bench.imported(other))
        yield bench.line("that undone", bench.undone())
        yield _by_django(bench)
        yield f"  most memory of Python, all this while: {_memory():.0f} MB"


class _Bench:
    """A district's connection, and how long what it imports takes."""

    def __init__(self, district: District, rows: int) -> None:
        self.district, self.rows, self.best = district, rows, 1.0
        self.source = SisConnection.objects.create(
            district=district, name="bench", created_at=clock.now()
        )

    def line(self, name: str, seconds: float) -> Night:
        return Night(name, self.rows, seconds, seconds / self.best)

    def imported(self, folder: Path, *, dry_run: bool = False) -> float:
        """Import a package and return how long that took; something must have changed."""
        order = Order(folder, self.source, dry_run=dry_run, approve=not dry_run)
        report, seconds = _timed(lambda: import_package(order, by=NIGHT, at=clock.now()))
        assert report.state is (RunState.PLANNED if dry_run else RunState.APPLIED), report.state
        return seconds

    def handed_in(self, folder: Path) -> tuple[float, float]:
        """Hand in a package of which everything is known, and return the times of its two halves.

        At receipt its columns are cut, and it is hashed, packed and kept, while somebody waits or
        the inbox is emptied; the run is what a worker does with it, from the kept zip to the plan.
        """
        run = begun(self.source, by=NIGHT, at=clock.now())
        _, received = _timed(lambda: take_in(run, folder, name=folder.name, by=NIGHT))
        _, worked = _timed(lambda: work_off(run, Terms(NIGHT, approve=True), at=clock.now()))
        run.refresh_from_db()
        assert run.state() is RunState.NOTHING, run.state()
        return received, worked

    def undone(self) -> float:
        """Take the last import back."""
        anna = Actor(
            "admin",
            Role.DISTRICT_ADMIN,
            make.UserFactory.create().pk,
            full=True,
            district_id=self.district.pk,
        )
        latest = ImportRun.objects.filter(district=self.district, applied_at__isnull=False).latest(
            "applied_at"
        )
        run = answers.undo(latest, by=anna, at=clock.now())
        _, seconds = _timed(lambda: sweep.do(run.pk, at=clock.now()))
        return seconds

    def baseline(self, folder: Path) -> tuple[float, float]:
        """Return the time of COPY, and of comparing what it copied."""
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET work_mem = '128MB'")
            _, copied = _timed(lambda: _copy_all(folder))
            cursor.execute("ANALYZE " + ", ".join(map(_table, ADVANCED_CSV.files)))
            values = {"connection": self.source.pk}
            _, compared = _timed(lambda: cursor.execute(COMPARE.read_text(), values))
            cursor.execute("DROP TABLE " + ", ".join(map(_table, ADVANCED_CSV.files)))
            cursor.execute("RESET work_mem")
            cursor.execute("RESET statement_timeout")
        return copied, compared


def _district() -> District:
    district = make.DistrictFactory.create(slug="bench")
    make.FeatureApprovalFactory.create(district=district, feature="family_data_imports")
    return district


def _copy_all(folder: Path) -> None:
    for spec in ADVANCED_CSV.files:
        _copy(folder, spec)


def _copy(folder: Path, spec: FileSpec) -> None:
    fields = [column.field or f"unread_{place}" for place, column in enumerate(spec.columns)]
    columns = ", ".join(f"{field} text NOT NULL" for field in fields)
    with connection.cursor() as cursor, (folder / spec.name).open("rb") as file:
        cursor.execute(f"CREATE UNLOGGED TABLE {_table(spec)} ({columns})")
        options = "FORMAT csv, HEADER, FORCE_NOT_NULL *"
        with cursor.copy(f"COPY {_table(spec)} FROM STDIN ({options})") as sink:
            while chunk := file.read(CHUNK):
                sink.write(chunk)


def _table(spec: FileSpec) -> str:
    return f"bench_{spec.part}"


def _by_django(bench: _Bench) -> Night:
    """Look some students up and save them one by one, as importers often do it."""
    known = list(Student.objects.filter(district=bench.district).order_by("id")[:SAMPLE])

    def save() -> None:
        for student in known:
            Student.objects.update_or_create(
                pk=student.pk, defaults={"first_name": student.first_name, "email": student.email}
            )

    _, seconds = _timed(save)
    ratio = (seconds / SAMPLE) / (bench.best / bench.rows)
    return Night(f"Django's update_or_create, {SAMPLE:,} students", SAMPLE, seconds, ratio)


def _timed[Result](case: Callable[[], Result]) -> tuple[Result, float]:
    begun = time.perf_counter()
    result = case()
    return result, time.perf_counter() - begun


def _memory() -> float:
    """Return the most memory this process has had, in megabytes; Linux counts in kilobytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024**2 if sys.platform == "darwin" else most / 1024
