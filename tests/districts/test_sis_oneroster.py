"""A whole OneRoster package: everything arrives, in each version, in whatever order it comes."""

import random
from pathlib import Path

import pytest

from districts.models import ClassGroup, ConnectionSchool, RunState, StaffRole
from tests.factories import ConnectionFactory
from tests.samples.importing import FAMILY_IMPORTS, Importing, codes, importing, tally
from tests.samples.oneroster import VERSIONS, sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district before its first import; families may come."""
    return importing(tmp_path, *FAMILY_IMPORTS)


def seeded(text: str) -> random.Random:
    """Return an order that is another for every text, and always the same."""
    return random.Random(text)  # noqa: S311 -- no secret


def people(sd74: Importing) -> list[tuple[str, ...]]:
    """Return who is where, in words."""
    rows = sd74.district.students.values_list(
        "student_number",
        "first_name",
        "memberships__school__code",
        "memberships__grade",
        "enrolments__class_group__name",
        "sis_family_links__contact__email",
    )
    return sorted(tuple(str(value) for value in row) for row in rows)


@pytest.mark.parametrize("version", VERSIONS)
def test_everybody_of_a_package_arrives_once(sd74: Importing, tmp_path: Path, version: str) -> None:
    package = sample(version).write(tmp_path / "package")
    report = sd74.run(package, approve=True)

    assert report.state is RunState.APPLIED
    created = {kind: counted.created for kind, counted in report.counts.items()}
    assert created == {
        "schools": 2,
        "students": 8,
        "memberships": 8,
        "staff": 4,
        "classes": 3,
        "enrolments": 10,
        "contacts": 4,
        "family_links": 5,
        "associations": 0,
        "invitations": 0,
    }
    assert people(sd74)[:5] == [
        ("900", "Élodie-s0", "100", "01", "Division c1", "p0@people.example"),
        ("901", "Élodie-s1", "100", "02", "Division c1", "p1@people.example"),
        ("902", "Élodie-s2", "100", "03", "Division c1", "p2@people.example"),
        ("903", "Élodie-s3", "100", "04", "Division c1", "p3@people.example"),
        ("904", "Élodie-s4", "200", "05", "Division c2", "p3@people.example"),
    ]
    roles = StaffRole.objects.order_by("staff__first_name")
    assert [
        (one.staff.first_name, one.role, str(one.school), one.full, one.approved_at is not None)
        for one in roles
    ] == [
        ("Élodie-a1", "school_admin", "Maple", False, False),
        ("Élodie-t1", "teacher", "Maple", False, True),
        ("Élodie-t2", "teacher", "Oak", False, True),
    ]
    [fall] = ClassGroup.objects.filter(name="Division c1")
    assert (str(fall.start_date), str(fall.end_date)) == ("2025-09-02", "2026-06-26")

    again = sd74.run(package)
    assert again.state is RunState.NOTHING
    other = sample(version).shuffled(seeded(version))
    assert sd74.run(other.zipped(tmp_path / "other.zip")).state is RunState.NOTHING


def test_1_0_has_other_names_for_some_columns(sd74: Importing, tmp_path: Path) -> None:
    old = sample("1.0")
    renamed = {"grades": "grade", "termSourcedIds": "termSourcedId", "agentSourcedIds": "agents"}
    for name, headers in old.headers.items():
        old.headers[name] = [renamed.get(header, header) for header in headers]
        for row in old.files.get(name, []):
            row |= {new: row[now] for now, new in renamed.items() if now in row}
    report = sd74.run(old.write(tmp_path / "old"), approve=True)

    assert {code for _, _, code in codes(report)} >= {"no_manifest", "header_spelling"}
    assert (tally(report, "family_links")[0], tally(report, "students")[0]) == (5, 8)
    assert people(sd74)[7][3] == "08"


def test_a_teacher_or_student_is_never_family(sd74: Importing, tmp_path: Path) -> None:
    package = sample("1.2")
    package.rows("roles").append(
        dict(package.of("roles", userSourcedId="t2"), sourcedId="r9", role="guardian")
    )
    package.of("users", sourcedId="s6")["agentSourcedIds"] = "s7, t2"
    report = sd74.run(package.write(tmp_path / "package"), approve=True)

    assert tally(report, "family_links")[0] == 5


@pytest.mark.parametrize(
    ("begin", "end", "students"),
    [
        ("", "", 8),
        ("2020-08-01", "2099-08-01", 8),
        ("2099-08-01", "", 7),
        ("", "2020-08-01", 7),
    ],
)
def test_a_role_counts_from_its_first_day_until_the_day_before_its_last(
    sd74: Importing, tmp_path: Path, begin: str, end: str, students: int
) -> None:
    package = sample("1.2")
    for name in ("s0", "t1"):
        package.of("roles", userSourcedId=name).update(beginDate=begin, endDate=end)
    report = sd74.run(package.write(tmp_path / "package"), approve=True)

    assert tally(report, "students")[0] == students
    assert tally(report, "staff")[0] == students - 4


def test_a_role_without_a_school_is_one_at_the_users_first(sd74: Importing, tmp_path: Path) -> None:
    package = sample("1.2")
    package.of("roles", userSourcedId="s0")["orgSourcedId"] = ""
    report = sd74.run(package.write(tmp_path / "package"), approve=True)

    assert tally(report, "memberships")[0] == 8


def test_who_leaves_a_class_while_it_goes_on_is_out(sd74: Importing, tmp_path: Path) -> None:
    package = sample()
    for row in package.rows("academicSessions"):
        row.update(startDate="2020-09-01", endDate="2099-07-01")
    sd74.run(package.write(tmp_path / "first"), approve=True)
    package.of("enrollments", sourcedId="e-s0")["endDate"] = "2021-02-01"
    package.of("enrollments", sourcedId="e-s1")["beginDate"] = "2099-02-01"
    package.of("enrollments", sourcedId="e-s2")["endDate"] = "2099-07-01"
    report = sd74.run(package.write(tmp_path / "second"))

    assert tally(report, "enrolments") == (0, 0, 1, 9)


def test_a_school_is_known_by_its_identifier_where_that_means_one(
    sd74: Importing, tmp_path: Path
) -> None:
    package = sample()
    sd74.run(package.write(tmp_path / "first"), approve=True)
    assert sorted(sd74.district.schools.values_list("code", "name")) == [
        ("100", "Maple"),
        ("200", "Oak"),
    ]
    # From now on Maple and Oak say the same of themselves: each stays what it was.
    package.of("orgs", sourcedId="maple")["identifier"] = "200"
    package.rows("orgs").append(dict(package.of("orgs", sourcedId="oak"), sourcedId="elm"))
    sd74.run(package.write(tmp_path / "second"), approve=True)

    assert sorted(sd74.district.schools.values_list("code", flat=True)) == ["100", "200", "elm"]


def test_who_is_switched_off_stays_and_nobody_is_removed(sd74: Importing, tmp_path: Path) -> None:
    package = sample()
    sd74.run(package.write(tmp_path / "first"), approve=True)
    for name in ("s0", "t1", "p1"):
        package.of("users", sourcedId=name)["enabledUser"] = "FALSE"
    report = sd74.run(package.write(tmp_path / "second"))

    assert (tally(report, "students"), tally(report, "staff")) == ((0, 1, 0, 7), (0, 1, 0, 3))
    assert tally(report, "family_links") == (0, 0, 0, 5)
    assert ("users.csv", None, "boolean_spelling") in codes(report)


def test_a_connection_of_one_school_takes_nobody_of_another(
    sd74: Importing, tmp_path: Path
) -> None:
    whole = sample().write(tmp_path / "whole")
    sd74.run(whole, approve=True)
    maple = sd74.district.schools.get(code="100")
    connection = ConnectionFactory.create(district=sd74.district, name="maple")
    ConnectionSchool.objects.create(district=sd74.district, connection=connection, school=maple)
    report = sd74.run(whole, approve=True, source="maple")

    assert report.state is RunState.APPLIED
    told = {(file, line) for file, line, code in codes(report) if code == "outside_scope"}
    assert told == {("users.csv", line) for line in (6, 7, 8, 9, 11)} | {
        ("classes.csv", 3),
        ("classes.csv", 4),
    }
    assert not {code for _, _, code in codes(report)} & {"unknown_student", "unknown_class"}
