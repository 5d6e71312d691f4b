"""OneRoster packages of changes: only what they name changes, and only what they end has ended."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from districts.models import Enrolment, RunState, SchoolMembership, StaffRole, Student
from families.models import SisFamilyLink
from tests.samples.importing import (
    FAMILY_IMPORTS,
    Importing,
    codes,
    eventually_nothing,
    importing,
    tally,
)
from tests.samples.oneroster import CHANGED, Sample, sample

pytestmark = pytest.mark.django_db

type Numbers = dict[str, tuple[int, int, int]]


def district(folder: Path, version: str) -> Importing:
    """Return a district after its first whole package of a version."""
    found = importing(folder, *FAMILY_IMPORTS)
    found.run(sample(version).write(folder / "whole"), approve=True)
    return found


def changed(sd74: Importing, package: Sample) -> Numbers:
    """Import changes, and the same again; return created, changed and ended where not nothing."""
    path = package.write(sd74.folder / f"changes{sd74.runs}")
    report = sd74.run(path)
    assert report.exit_code == 0
    assert eventually_nothing(sd74.run(path))
    numbers = {kind: tally(report, kind)[:3] for kind in report.counts}
    return {kind: found for kind, found in numbers.items() if any(found)}


def renamed(package: Sample) -> Sample:
    package.of("users", sourcedId="s1")["familyName"] = "Roy"
    return package.changes(("users", "s1"))


def moved(package: Sample) -> Sample:
    """A student moves from Maple to Oak: the row says so, or a role ends and another begins."""
    if package.version == "1.1":
        package.of("users", sourcedId="s1")["orgSourcedIds"] = "oak"
        return package.changes(("users", "s1"))
    role = package.of("roles", userSourcedId="s1")
    package.rows("roles").append(dict(role, sourcedId="r-new", orgSourcedId="oak"))
    ended = package.changes(("roles", "r-s1"), status="tobedeleted")
    ended.rows("roles").extend(package.changes(("roles", "r-new")).rows("roles"))
    return ended


def taught_elsewhere(package: Sample) -> Sample:
    """A teacher goes from Maple to Oak."""
    if package.version == "1.1":
        package.of("users", sourcedId="t1")["orgSourcedIds"] = "oak,d"
        return package.changes(("users", "t1"))
    role = package.of("roles", userSourcedId="t1")
    package.rows("roles").append(dict(role, sourcedId="r-new", orgSourcedId="oak"))
    ended = package.changes(("roles", "r-t1"), status="tobedeleted")
    ended.rows("roles").extend(package.changes(("roles", "r-new")).rows("roles"))
    return ended


def came(package: Sample) -> Sample:
    """A new student with a class of their own and a parent who names them."""
    package.rows("users").append(dict(package.of("users", sourcedId="s1"), sourcedId="s9"))
    package.rows("users").append(
        dict(package.of("users", sourcedId="p1"), sourcedId="p9", agentSourcedIds="s9")
    )
    package.of("users", sourcedId="p9")["email"] = "p9@people.example"
    package.rows("enrollments").append(
        dict(package.of("enrollments", sourcedId="e-s1"), sourcedId="e-s9", userSourcedId="s9")
    )
    wanted = [("users", "s9"), ("users", "p9"), ("enrollments", "e-s9")]
    if package.version == "1.2":
        for name, like in (("s9", "s1"), ("p9", "p1")):
            role = package.of("roles", userSourcedId=like)
            package.rows("roles").append(dict(role, sourcedId=f"r-{name}", userSourcedId=name))
            wanted.append(("roles", f"r-{name}"))
    return package.changes(*wanted)


def no_more_named(package: Sample) -> Sample:
    """A student's row no longer names the adult, an adult's row one of two students."""
    package.of("users", sourcedId="s0")["agentSourcedIds"] = ""
    package.of("users", sourcedId="p3")["agentSourcedIds"] = "s4"
    return package.changes(("users", "s0"), ("users", "s2"), ("users", "p3"))


def second_parent(package: Sample) -> Sample:
    """A student's row names one more adult, who is known and has changed, or did not change."""
    package.of("users", sourcedId="s0")["agentSourcedIds"] = "p0,p1"
    package.of("users", sourcedId="s5")["agentSourcedIds"] = "p2"
    return package.changes(("users", "s0"), ("users", "s5"), ("users", "p1"))


def ended(*wanted: tuple[str, str]) -> Callable[[Sample], Sample]:
    return lambda package: package.changes(*wanted, status="tobedeleted")


def inactive(package: Sample) -> Sample:
    return package.changes(("users", "s1"), status="inactive")


@pytest.mark.parametrize("version", ["1.1", "1.2"])
@pytest.mark.parametrize(
    ("change", "numbers"),
    [
        (renamed, {"students": (0, 1, 0)}),
        (moved, {"memberships": (1, 0, 1)}),
        (
            came,
            {
                "students": (1, 0, 0),
                "memberships": (1, 0, 0),
                "enrolments": (1, 0, 0),
                "contacts": (1, 0, 0),
                "family_links": (1, 0, 0),
            },
        ),
        (second_parent, {"family_links": (2, 0, 0)}),
        (ended(("enrollments", "e-s1")), {"enrolments": (0, 0, 1)}),
        (ended(("classes", "c3")), {"classes": (0, 0, 1)}),
        (ended(("users", "p3")), {"family_links": (0, 0, 2)}),
        (ended(("users", "t2")), {"staff": (0, 0, 1)}),
    ],
)
def test_only_what_is_named_changes(
    tmp_path: Path, version: str, change: Callable[[Sample], Sample], numbers: Numbers
) -> None:
    sd74 = district(tmp_path, version)

    assert changed(sd74, change(sample(version))) == numbers


def test_a_side_that_no_longer_names_the_other_takes_its_word_back(tmp_path: Path) -> None:
    sd74 = district(tmp_path, "1.1")

    assert changed(sd74, no_more_named(sample("1.1"))) == {"family_links": (0, 0, 2)}


def test_the_only_row_of_a_list_may_take_a_word_back(tmp_path: Path) -> None:
    sd74, package = district(tmp_path, "1.1"), sample("1.1")
    package.of("users", sourcedId="s0")["agentSourcedIds"] = ""

    assert changed(sd74, package.changes(("users", "s0"))) == {"family_links": (0, 0, 1)}


def test_both_sides_may_take_their_word_back_one_after_the_other(tmp_path: Path) -> None:
    sd74, package = district(tmp_path, "1.1"), sample("1.1")
    for name in ("s2", "p2"):
        package.of("users", sourcedId=name)["agentSourcedIds"] = ""

    assert "family_links" not in gone(changed(sd74, package.changes(("users", "s2"))))
    assert gone(changed(sd74, package.changes(("users", "p2")))) == {"family_links"}


def test_a_list_without_a_column_for_relatives_takes_no_word_back(tmp_path: Path) -> None:
    sd74, package = district(tmp_path, "1.1"), sample("1.1")
    package.headers["users"].remove("agentSourcedIds")
    for row in package.rows("users"):
        row.pop("agentSourcedIds", None)

    assert not gone(changed(sd74, package.changes(("users", "s0"), ("users", "p3"))))


def gone(numbers: Numbers) -> set[str]:
    return {kind for kind, (_created, _changed, ended) in numbers.items() if ended}


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_teacher_who_goes_elsewhere_is_there_alone(tmp_path: Path, version: str) -> None:
    sd74 = district(tmp_path, version)
    changed(sd74, taught_elsewhere(sample(version)))

    standing = StaffRole.objects.filter(staff__first_name="Élodie-t1", ended_at=None)
    assert [role.school.name for role in standing if role.school] == ["Oak"]


@pytest.mark.parametrize("change", [ended(("users", "s1")), inactive])
def test_a_student_who_has_ended_leaves_and_comes_back_as_the_same(
    tmp_path: Path, change: Callable[[Sample], Sample]
) -> None:
    sd74 = district(tmp_path, "1.1")
    before = Student.objects.get(student_number="901").pk
    numbers = changed(sd74, change(sample("1.1")))

    assert numbers["students"] == (0, 0, 1)
    left = Student.objects.get(student_number="901")
    assert left.left_at is not None
    assert not SchoolMembership.objects.filter(student=left, ended_at=None).exists()

    sd74.run(sample("1.1").changes(("users", "s1")).write(tmp_path / "back"))
    back = Student.objects.get(student_number="901")
    assert (back.pk, back.left_at) == (before, None)
    assert SchoolMembership.objects.get(student=back, ended_at=None).school.code == "100"


def test_the_last_role_that_ends_is_a_students_leaving(tmp_path: Path) -> None:
    sd74 = district(tmp_path, "1.2")
    numbers = changed(sd74, ended(("roles", "r-s1"))(sample("1.2")))

    assert (numbers["students"], numbers["memberships"]) == ((0, 0, 1), (0, 0, 1))


def test_inactive_ends_nothing_in_1_2_where_it_is_no_word_of_the_format(tmp_path: Path) -> None:
    sd74 = district(tmp_path, "1.2")
    package = sample("1.2").changes(("users", "s1"), status="inactive")
    report = sd74.run(package.write(tmp_path / "odd"))

    assert report.state is RunState.NOTHING
    assert codes(report) == [("users.csv", 2, "unknown_status")]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("status", "", "delta_without"),
        ("dateLastModified", "", "delta_without"),
        ("dateLastModified", "soon", "bad_moment"),
        ("dateLastModified", "05/06/2025", "bad_moment"),
        ("status", "enabled", "unknown_status"),
    ],
)
def test_a_change_without_a_status_and_a_date_is_told_and_not_taken(
    tmp_path: Path, column: str, value: str, code: str
) -> None:
    sd74 = district(tmp_path, "1.1")
    package = renamed(sample("1.1"))
    package.rows("users").append(sample("1.1").changes(("users", "s2")).rows("users")[0])
    package.rows("users")[0][column] = value
    report = sd74.run(package.write(tmp_path / "changes"))

    assert ("users.csv", 2, code) in codes(report)
    assert report.state is RunState.NOTHING


def test_days_that_can_only_be_one_are_understood(tmp_path: Path) -> None:
    sd74 = district(tmp_path, "1.1")
    package = renamed(sample("1.1"))
    package.rows("users").append(sample("1.1").changes(("users", "s2")).rows("users")[0])
    package.rows("users")[0]["dateLastModified"] = "05/06/2025"
    package.rows("users")[1]["dateLastModified"] = "15/06/2025"
    report = sd74.run(package.write(tmp_path / "changes"))

    assert tally(report, "students")[1] == 1
    assert ("users.csv", None, "day_spelling") in codes(report)


def test_older_changes_than_the_last_are_refused(tmp_path: Path) -> None:
    sd74 = district(tmp_path, "1.1")
    sd74.run(renamed(sample("1.1")).write(tmp_path / "new"))
    older = sample("1.1").changes(("users", "s1"), at="2025-10-01T08:00:00Z")
    report = sd74.run(older.write(tmp_path / "old"))

    assert (report.state, report.exit_code) == (RunState.REFUSED, 2)
    assert [code for _, _, code in codes(report)] == ["older_delta"]
    assert Student.objects.get(student_number="901").last_name == "Roy"
    sd74.district.connections.get().refresh_from_db()
    assert sd74.district.connections.get().newest_delta_at == datetime.fromisoformat(CHANGED)
    assert datetime.fromisoformat(CHANGED).tzinfo == UTC


def test_what_a_list_of_changes_leaves_out_stays(tmp_path: Path) -> None:
    sd74 = district(tmp_path, "1.1")
    everything = sample("1.1")
    package = everything.changes(
        *(("users", f"s{number}") for number in range(1, 8)), ("users", "t1"), ("users", "p1")
    )
    assert changed(sd74, package) == {}

    standing = (
        Student.objects.filter(left_at=None).count(),
        StaffRole.objects.filter(ended_at=None).count(),
        Enrolment.objects.filter(ended_at=None).count(),
        SisFamilyLink.objects.filter(absent_since=None).count(),
    )
    assert standing == (8, 3, 10, 5)
