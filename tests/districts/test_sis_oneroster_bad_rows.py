"""OneRoster rows that cannot be taken: each is told, the others go on, and nobody is removed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.samples.importing import FAMILY_IMPORTS, codes, importing, tally
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db

type Change = Callable[[Sample], None]


def put(name: str, source_id: str, **values: str) -> Change:
    """Return a change of one row."""
    return lambda package: package.of(name, sourcedId=source_id).update(values)


def also(name: str, source_id: str, **values: str) -> Change:
    """Return one more row, made after another."""
    return lambda package: package.rows(name).append(package.of(name, sourcedId=source_id) | values)


USERS: list[tuple[Change, tuple[str, int, str]]] = [
    (put("users", "s0", givenName=""), ("users.csv", 2, "missing_value")),
    (put("users", "s1", familyName="NULL"), ("users.csv", 3, "missing_value")),
    (put("users", "s2", givenName="x" * 256), ("users.csv", 4, "too_long")),
    (put("users", "s3", enabledUser="perhaps"), ("users.csv", 5, "unknown_boolean")),
    (put("users", "t1", role="janitor"), ("users.csv", 10, "unknown_role")),
    (put("users", "s4", role="janitor"), ("users.csv", 6, "unknown_role")),
    (put("users", "s5", orgSourcedIds="elm"), ("users.csv", 7, "unknown_school")),
    (put("users", "p1", familyName=""), ("users.csv", 15, "missing_value")),
    (put("users", "p2", email=""), ("users.csv", 16, "adult_without_email")),
    (put("users", "s7", grades="09,10"), ("users.csv", 9, "unknown_grade")),
    (also("users", "s6", givenName="Other"), ("users.csv", 8, "conflicting_rows")),
    (also("users", "x1"), ("users.csv", 19, "repeated_row")),
]
OTHERS: list[tuple[Change, tuple[str, int, str]]] = [
    (put("orgs", "oak", status="closed"), ("orgs.csv", 4, "unknown_status")),
    (put("classes", "c1", title=""), ("classes.csv", 2, "missing_value")),
    (put("classes", "c2", schoolSourcedId="elm"), ("classes.csv", 3, "unknown_school")),
    (put("enrollments", "e-s0", classSourcedId=""), ("enrollments.csv", 2, "missing_value")),
    (put("enrollments", "e-s1", role="guest"), ("enrollments.csv", 3, "unknown_role")),
    (put("enrollments", "e-s2", endDate="02/30/2026"), ("enrollments.csv", 4, "bad_day")),
    (also("enrollments", "e-s3", sourcedId="x", userSourcedId="s9"),
     ("enrollments.csv", 12, "unknown_student")),
    (also("enrollments", "e-t1", sourcedId="y", classSourcedId="c9"),
     ("enrollments.csv", 13, "unknown_class")),
    (put("academicSessions", "fall", startDate="soon"), ("academicSessions.csv", 2, "bad_day")),
]  # fmt: skip


@pytest.mark.parametrize("table", [USERS, OTHERS], ids=["users", "others"])
def test_bad_rows_are_told_and_change_nothing(
    tmp_path: Path, table: list[tuple[Change, tuple[str, int, str]]]
) -> None:
    sd74 = importing(tmp_path, *FAMILY_IMPORTS)
    sd74.run(sample().write(tmp_path / "whole"), approve=True)
    package = sample()
    for change, _ in table:
        change(package)
    report = sd74.run(package.write(tmp_path / "spoilt"))

    found = codes(report)
    assert [told for _, told in table if told not in found] == []
    assert {kind: row for kind, row in report.counts.items() if row.created or row.ended} == {}


def test_roles_in_doubt_end_nothing(tmp_path: Path) -> None:
    sd74 = importing(tmp_path, *FAMILY_IMPORTS)
    sd74.run(sample("1.2").write(tmp_path / "whole"), approve=True)
    package = sample("1.2")
    package.of("roles", userSourcedId="s0")["role"] = "pupil"
    package.of("roles", userSourcedId="s1")["orgSourcedId"] = "elm"
    package.of("roles", userSourcedId="t1")["endDate"] = "05/06/2020"
    package.of("roles", userSourcedId="t2")["userSourcedId"] = ""
    package.of("roles", userSourcedId="x1")["role"] = "ext:choir"
    report = sd74.run(package.write(tmp_path / "spoilt"))

    assert {kind: row for kind, row in report.counts.items() if row.created or row.ended} == {}
    assert {code for _, _, code in codes(report)} >= {
        "bad_day",
        "missing_value",
        "role_left_out",
        "unknown_role",
        "unknown_school",
    }


def rewritten(change: Callable[[bytes], bytes], name: str = "users.csv") -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        content = (folder / name).read_bytes()
        assert change(content) != content
        (folder / name).write_bytes(change(content))

    return spoil


LONG = b"".join(b"%x" % (number**7) for number in range(50_000))
LATIN = "Élodie-s3".encode("latin-1")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (rewritten(lambda text: text.replace("Élodie-s3".encode(), LATIN)), "bad_encoding"),
        (rewritten(lambda text: text.replace(b"lodie-s3", b"lodie-s3\0")), "bad_encoding"),
        (rewritten(lambda text: text.replace(b"s3,,,true,", b"s3,,true,")), "ragged_row"),
        (rewritten(lambda text: text.replace(b"\r\n", b",,\r\n")), None),
        (rewritten(lambda text: text.replace(b"\r\n", b"\n\n")), None),
        (rewritten(lambda text: b"\xef\xbb\xbf" + text), None),
        (rewritten(lambda text: text.replace(b"student,s3,", b'student,s"3,')), None),
        (
            rewritten(lambda text: text.replace(b"student,s3,", b"student,%b," % LONG)),
            None,
        ),
        (rewritten(lambda text: text.replace(b"maple,student,s3,", b"maple,student,,")), None),
        (rewritten(lambda text: text.replace(b"\r\n", b"\r"), "orgs.csv"), None),
    ],
)
def test_what_programs_do_to_a_file_removes_nobody(
    tmp_path: Path, spoil: Callable[[Path], None], told: str | None
) -> None:
    sd74 = importing(tmp_path, *FAMILY_IMPORTS)
    package = sample()
    sd74.run(package.write(tmp_path / "whole"), approve=True)
    folder = package.write(tmp_path / "spoilt")
    spoil(folder)
    report = sd74.run(folder)

    assert report.exit_code == 0
    assert {kind: row for kind, row in report.counts.items() if row.anything} == {}
    codes_found = {code for _, _, code in codes(report)} - {"staff_without_role", "nameless_rows"}
    assert codes_found == ({told} if told else set())


def test_a_teacher_who_is_only_named_by_a_class_is_reported(tmp_path: Path) -> None:
    sd74 = importing(tmp_path, *FAMILY_IMPORTS)
    package = sample()
    package.drop("users", lambda row: row["sourcedId"] == "t1")
    report = sd74.run(package.write(tmp_path / "whole"), approve=True)

    assert ("enrollments.csv", 10, "unknown_staff") in codes(report)
    assert tally(report, "enrolments")[0] == 9
