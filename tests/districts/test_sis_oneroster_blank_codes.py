"""Schools without an identifier go by their ids: packages of changes know them all the same."""

from pathlib import Path

import pytest

from districts.actor import Actor, Role
from districts.models import School, SchoolMembership, StaffRole, Student
from districts.sis import answers, undo
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.samples.importing import FAMILY_IMPORTS, Importing, importing, tally
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db

VERSIONS = ["1.1", "1.2"]


def without_identifiers(version: str) -> Sample:
    package = sample(version)
    for org in package.rows("orgs"):
        org["identifier"] = ""
    return package


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def sd74(tmp_path: Path, version: str) -> Importing:
    """A district after a whole package in which no org has an identifier."""
    found = importing(tmp_path, *FAMILY_IMPORTS)
    found.run(without_identifiers(version).write(tmp_path / "whole"), approve=True)
    assert set(School.objects.values_list("code", flat=True)) == {"maple", "oak"}
    return found


def at(student: Student) -> list[str]:
    standing = SchoolMembership.objects.filter(student=student, ended_at=None)
    return sorted(standing.values_list("school__code", flat=True))


def test_a_new_student_is_at_the_school_their_row_names(sd74: Importing, version: str) -> None:
    package = without_identifiers(version)
    package.rows("users").append(
        dict(package.of("users", sourcedId="s1"), sourcedId="s9", identifier="999")
    )
    wanted = [("users", "s9")]
    if version == "1.2":
        role = package.of("roles", userSourcedId="s1")
        package.rows("roles").append(dict(role, sourcedId="r-s9", userSourcedId="s9"))
        wanted.append(("roles", "r-s9"))

    report = sd74.run(package.changes(*wanted).write(sd74.folder / "came"))

    assert tally(report, "students")[0] == 1
    assert at(Student.objects.get(student_number="999")) == ["maple"]
    assert not report.problems


def test_whoever_changes_school_is_there_alone(sd74: Importing, version: str) -> None:
    package = without_identifiers(version)
    if version == "1.1":
        for person in ("s1", "t1"):
            package.of("users", sourcedId=person)["orgSourcedIds"] = "oak"
        changes = package.changes(("users", "s1"), ("users", "t1"))
    else:
        moved = []
        for person in ("s1", "t1"):
            role = package.of("roles", userSourcedId=person)
            package.rows("roles").append(dict(role, sourcedId=f"{person}-new", orgSourcedId="oak"))
            moved.append(("roles", f"{person}-new"))
        changes = package.changes(("roles", "r-s1"), ("roles", "r-t1"), status="tobedeleted")
        changes.rows("roles").extend(package.changes(*moved).rows("roles"))

    sd74.run(changes.write(sd74.folder / "moved"))

    assert at(Student.objects.get(student_number="901")) == ["oak"]
    roles = StaffRole.objects.filter(staff__first_name="Élodie-t1", ended_at=None)
    assert [role.school.code for role in roles if role.school] == ["oak"]


def test_one_student_who_leaves_holds_nobody_up(sd74: Importing, version: str) -> None:
    gone = without_identifiers(version).changes(("users", "s1"), status="tobedeleted")

    report = sd74.run(gone.write(sd74.folder / "gone"))

    assert not report.held
    assert Student.objects.get(student_number="901").left_at is not None


def test_a_delta_that_was_undone_is_as_if_it_had_not_been(sd74: Importing, version: str) -> None:
    package = without_identifiers(version)
    package.of("users", sourcedId="s1")["familyName"] = "Roy"
    later = package.changes(("users", "s1"), at="2025-10-09T08:00:00.000Z")
    sd74.run(later.write(sd74.folder / "later"))
    latest, user = undo.latest(sd74.district), UserFactory.create()
    assert latest is not None
    anna = Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=sd74.district.pk)
    sd74.worked(answers.undo(latest, by=anna, at=clock.now()))

    earlier = package.changes(("users", "s1"), at="2025-10-05T08:00:00.000Z")
    report = sd74.run(earlier.write(sd74.folder / "earlier"))

    assert tally(report, "students")[1] == 1
    assert Student.objects.get(student_number="901").last_name == "Roy"
