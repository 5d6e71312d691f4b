"""Every change of a plan, as somebody in the office reads it: by names, never by ids."""

from pathlib import Path

import pytest

from districts.actor import Actor, Role
from districts.imports.change_rows import Row, rows_of
from districts.imports.changes import Wanted, wanted_changes
from districts.models import ImportRun
from districts.sis.report import Report
from tests.factories import UserFactory
from tests.families.sis import ADDRESS, with_parent
from tests.samples.importing import INVITING, Importing, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def maple(tmp_path: Path) -> Importing:
    """Return a district that creates and removes by itself."""
    return importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)


def read(maple: Importing, report: Report, search: str = "") -> list[Row]:
    """Return all rows of a run's list, or those that are found."""
    anna = Actor(
        "admin",
        Role.DISTRICT_ADMIN,
        UserFactory.create().pk,
        full=True,
        district_id=maple.district.pk,
    )
    run = ImportRun.objects.get(pk=str(report.run))
    found = wanted_changes(anna, run, Wanted(search)).order_by("kind", "key")
    return rows_of(anna, run, list(found.select_related("school")))


def called(rows: list[Row]) -> dict[str, list[str]]:
    """Return the names in a list by kind."""
    found: dict[str, list[str]] = {}
    for row in rows:
        assert row.name != row.key or row.kind == "Schools"
        found.setdefault(str(row.kind), []).append(row.name)
    return found


def test_a_first_plan_calls_people_by_name_before_they_are_there(maple: Importing) -> None:
    rows = called(read(maple, maple.run(with_parent(), dry_run=True)))
    assert "Élodie5 Tremblay5 · 100" in rows["School memberships"]
    assert "Élodie5 Tremblay5 · Division c1" in rows["Enrolments"]
    assert "Parent05 Tremblay, for Élodie5 Tremblay5" in rows["Family links"]
    assert "Parent05 Tremblay, for Élodie5 Tremblay5" in rows["School associations"]
    assert "Parent05 Tremblay" in rows["Invitations"]


def test_whoever_leaves_and_comes_back_is_called_by_name(maple: Importing) -> None:
    maple.run(with_parent(), approve=True)
    package = with_parent()
    package.drop("Family", lambda row: row["Email"] == ADDRESS)
    package.drop("Students", lambda row: row["User ID"] == "s07")
    package.drop("Classes", lambda row: row["Class ID"] == "c1")
    for told in (package, with_parent()):
        report = maple.run(told, approve=True)
        ties = called(read(maple, report, "tremblay5"))
        assert ties.keys() == {"Family links", "School associations"}
        assert called(read(maple, report)) == {
            "Students": ["Élodie7 Tremblay7"],
            "School memberships": ["Élodie7 Tremblay7 · School 100"],
            "Classes": ["Division c1"],
            "Family links": ["Parent05 Tremblay, for Élodie5 Tremblay5"],
            "School associations": ["Parent05 Tremblay, for Élodie5 Tremblay5"],
            "Invitations": ["Parent05 Tremblay"],
        }
