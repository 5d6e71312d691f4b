"""OneRoster tells grades in users.csv and schools in roles.csv: either may come alone."""

from pathlib import Path

import pytest

from districts.models import RunState, SchoolMembership
from tests.samples.importing import Importing, importing
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first whole package."""
    district = importing(tmp_path)
    district.run(sample("1.2").write(tmp_path / "whole"), approve=True)
    return district


def grades(sd74: Importing, package: Sample) -> list[tuple[str, str, str]]:
    """Import a package and return school, grade and the file's word of all schools s1 is at."""
    report = sd74.run(package.write(sd74.folder / f"run{sd74.runs}"))
    assert report.exit_code == 0
    standing = SchoolMembership.objects.filter(student__student_number="901", ended_at=None)
    return sorted(standing.values_list("school__name", "grade", "raw_grade"))


def test_a_role_of_nobodys_may_be_that_of_whoever_has_none(sd74: Importing) -> None:
    package = sample("1.2")
    package.of("roles", userSourcedId="s1")["userSourcedId"] = "sI"

    report = sd74.run(package.write(sd74.folder / "roles"))

    assert ("roles.csv", "unknown_user") in {(one.file, one.code) for one in report.problems}
    assert not any(row.ended for row in report.counts.values())


def test_roles_alone_leave_every_grade_as_it_is(sd74: Importing) -> None:
    package = sample("1.2")
    package.without("users")

    assert sd74.run(package.write(sd74.folder / "roles")).state is RunState.NOTHING


def test_a_role_that_ends_and_begins_again_has_the_grade_it_had(sd74: Importing) -> None:
    package = sample("1.2")

    assert grades(sd74, package.changes(("roles", "r-s1"), status="tobedeleted")) == []
    assert grades(sd74, package.changes(("roles", "r-s1"))) == [("Maple", "02", "02")]


def test_whoever_goes_to_another_school_by_a_role_takes_the_grade_along(sd74: Importing) -> None:
    package = sample("1.2")
    role = dict(package.of("roles", userSourcedId="s1"), sourcedId="r-new", orgSourcedId="oak")
    package.rows("roles").append(role)

    found = grades(sd74, package.changes(("roles", "r-new")))

    assert found == [("Maple", "02", "02"), ("Oak", "02", "02")]


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "changes"])
@pytest.mark.parametrize(
    ("said", "kept"), [("03", ("03", "03")), ("third", ("", "third")), ("", ("", ""))]
)
def test_a_user_without_a_word_on_roles_tells_the_grade(
    sd74: Importing, said: str, kept: tuple[str, str], *, whole: bool
) -> None:
    package = sample("1.2")
    package.of("users", sourcedId="s1")["grades"] = said
    if whole:
        package.without("roles")
    else:
        package = package.changes(("users", "s1"))

    assert grades(sd74, package) == [("Maple", *kept)]
