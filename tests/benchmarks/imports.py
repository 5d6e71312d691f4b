"""An Advanced CSV package against the fastest thing PostgreSQL can do with the same bytes: COPY."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from districts.actor import System
from districts.models import SisConnection
from districts.sis.run import Order, import_package
from spacesedu.lib import clock
from tests import factories as make
from tests.benchmarks.measure import Figure

STUDENTS = 20_000
SCHOOLS = 20
COLUMNS = {
    "Students.csv": "User ID,Student Number,First Name,Last Name,Grade,EnrollStatus,SchoolCode,"
    "Email Address",
    "Staff.csv": "User ID,First Name,Last Name,Email,Role,School ID",
    "Family.csv": "First Name,Last Name,Email,Student User ID",
    "Classes.csv": "Class ID,Name,School ID",
    "Enrollments.csv": "Class ID,User ID,Role,School ID",
}


def figures() -> list[Figure]:
    """Return COPY (the baseline), the first import and the same package again; once each."""
    district = make.DistrictFactory.create(slug="bench")
    make.FeatureApprovalFactory.create(district=district, feature="family_data_imports")
    source = SisConnection.objects.create(district=district, name="bench", created_at=clock.now())
    with TemporaryDirectory() as folder:
        path = Path(folder)
        rows = sum(_write(path / name) for name in COLUMNS)
        order = Order(path, source, approve=True)
        by = System("bench")

        def imported() -> None:
            import_package(order, by=by, at=clock.now())

        copy = _once(lambda: _copy_all(path))
        first, again = _once(imported), _once(imported)
    return [
        Figure(f"COPY of all {rows:,} rows (baseline)", copy, copy, 1.0),
        Figure(f"first import, {rows / first * 1000:,.0f} rows/s", first, first, first / copy),
        Figure(
            f"same package again, {rows / again * 1000:,.0f} rows/s", again, again, again / copy
        ),
    ]


def _once(case: Callable[[], object]) -> float:
    begun = time.perf_counter()
    case()
    return (time.perf_counter() - begun) * 1000


def _write(path: Path) -> int:
    lines = [COLUMNS[path.name], *_lines(path.name)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 1


def _lines(name: str) -> list[str]:
    pupils = range(STUDENTS)
    match name:
        case "Students.csv":
            return [
                f"S{n},{n},First{n},Last{n % 997},{n % 12 + 1:02},Active,{n % SCHOOLS},"
                for n in pupils
            ]
        case "Staff.csv":
            return [f"T{n},Ann{n},Staff,t{n}@x.example,teacher,{n % SCHOOLS}" for n in range(800)]
        case "Family.csv":
            return [f"Pat{n},Last,p{n // 2}@x.example,S{n}" for n in pupils]
        case "Classes.csv":
            return [f"C{n},Class {n},{n % SCHOOLS}" for n in range(1000)]
        case _:
            return [f"C{n % 1000},S{n},student,{n % SCHOOLS}" for n in pupils]


def _copy_all(folder: Path) -> None:
    for name in COLUMNS:
        _copy(folder / name)


def _copy(path: Path) -> None:
    width = COLUMNS[path.name].count(",") + 1
    columns = ", ".join(f"c{n} text" for n in range(width))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE UNLOGGED TABLE bench_copy ({columns})")
        with cursor.copy("COPY bench_copy FROM STDIN (FORMAT csv, HEADER)") as sink:
            sink.write(path.read_bytes())
        cursor.execute("DROP TABLE bench_copy")
