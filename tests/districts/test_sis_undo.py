"""The latest import can be taken back: every row is as it was, but those somebody has touched."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from psycopg import sql

from districts.actor import Actor, Role
from districts.imports.problems import rows_of
from districts.models import (
    ClassGroup,
    Enrolment,
    ImportRun,
    RunState,
    SchoolMembership,
    StaffMember,
    StaffRole,
    Student,
)
from districts.sis import answers, undo
from districts.sis.answers import AnswerError
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, importing

pytestmark = pytest.mark.django_db

TABLES = (Student, SchoolMembership, StaffMember, StaffRole, ClassGroup, Enrolment)


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


@pytest.fixture
def anna(sd74: Importing) -> Actor:
    """A District Admin with full rights."""
    user = UserFactory.create()
    return Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=sd74.district.pk)


def everything() -> dict[str, set[str]]:
    """Return all rows an import can touch, whole, as PostgreSQL writes them."""
    found = {}
    with connection.cursor() as cursor:
        for model in TABLES:
            table = sql.Identifier(model._meta.db_table)
            query = sql.SQL("SELECT to_jsonb(row)::text FROM {} AS row").format(table)
            cursor.execute(query.as_string(cursor.connection))
            found[model.__name__] = {row for (row,) in cursor}
    return found


def much_changed() -> Sample:
    package = sample(families=False)
    package.drop("Students", lambda row: row["User ID"] == "s05")
    package.of("Students", User_ID="s06")["First Name"] = "Renamed"
    package.of("Students", User_ID="s07")["EnrollStatus"] = "Inactive"
    package.of("Students", User_ID="s08")["SchoolCode"] = "200"
    package.of("Students", User_ID="s09")["Grade"] = "12"
    package.of("Classes", Class_ID="c1")["End Date"] = "2026-05-01"
    package.drop("Enrollments", lambda row: row["User ID"] == "s04")
    package.of("Staff", User_ID="t100")["School ID"] = "200"
    return package


def undone(sd74: Importing, anna: Actor) -> ImportRun:
    latest = undo.latest(sd74.district)
    assert latest is not None
    return sd74.worked(answers.undo(latest, by=anna, at=clock.now()))


def test_every_row_is_as_it_was(sd74: Importing, anna: Actor) -> None:
    before = everything()
    report = sd74.run(much_changed(), approve=True)
    assert report.state is RunState.APPLIED
    assert everything() != before

    back = undone(sd74, anna)

    assert back.state() is RunState.APPLIED
    assert not back.problems.exists()
    after = everything()
    # What was made stays, ended; what there was is there again, to the letter.
    assert {name: rows & before[name] for name, rows in after.items()} == before
    assert back.undoes is not None
    assert back.undoes.state() is RunState.UNDONE


def test_what_was_made_is_ended_and_comes_back_as_itself(sd74: Importing, anna: Actor) -> None:
    package = sample(families=False)
    package.rows("Students").append(
        {**package.rows("Students")[0], "User ID": "new", "Student Number": "999"}
    )
    package.of("Staff", User_ID="t100")["Role"] = "administrator"
    sd74.run(package, approve=True)
    newcomer = Student.objects.get(external_ids__value="new")

    undone(sd74, anna)

    newcomer.refresh_from_db()
    assert newcomer.left_at is not None
    assert not StaffRole.objects.filter(role="school_admin", ended_at=None).exists()
    assert StaffRole.objects.filter(role="teacher", ended_at=None).count() == 2

    sd74.run(package, approve=True)
    assert Student.objects.get(student_number="999", left_at=None) == newcomer


def test_what_a_person_has_changed_since_is_left_and_listed(sd74: Importing, anna: Actor) -> None:
    sd74.run(much_changed(), approve=True)
    Student.objects.filter(external_ids__value="s06").update(first_name="By hand")
    ClassGroup.objects.filter(external_ids__value="c1").update(end_date=date(2026, 4, 1))

    back = undone(sd74, anna)

    assert Student.objects.get(external_ids__value="s06").first_name == "By hand"
    assert ClassGroup.objects.get(external_ids__value="c1").end_date == date(2026, 4, 1)
    assert Student.objects.get(external_ids__value="s05").left_at is None
    left = back.problems.filter(code="changed_since").order_by("message")
    assert ["s06" in left[1].message, "c1" in left[0].message, len(left)] == [True, True, 2]
    rows = rows_of(anna, back, list(left))
    assert ["Division c1" in rows[0].message, "s06" in rows[1].message] == [True, False]
    assert "By hand" in rows[1].message


def test_only_the_latest_can_be_taken_back_and_then_the_one_before(
    sd74: Importing, anna: Actor
) -> None:
    first = ImportRun.objects.get()
    sd74.run(much_changed(), approve=True)
    second = ImportRun.objects.latest("received_at")
    with pytest.raises(AnswerError):
        answers.undo(first, by=anna, at=clock.now())

    asked = answers.undo(second, by=anna, at=clock.now())
    assert not answers.may_undo(second)
    sd74.worked(asked)
    assert not answers.may_undo(second)
    undone(sd74, anna)

    assert not Student.objects.filter(left_at=None).exists()
    assert not Enrolment.objects.filter(ended_at=None).exists()
    assert not answers.may_undo(first)


def test_an_import_that_was_taken_back_may_come_again(sd74: Importing, anna: Actor) -> None:
    sd74.run(much_changed(), approve=True)
    changed = everything()
    undone(sd74, anna)

    report = sd74.run(much_changed(), approve=True)

    assert report.counts["students"].ended == 2
    again = everything()
    # A role that is given again is a new row: its history stays.
    del changed["StaffRole"], again["StaffRole"]
    assert {name: len(rows) for name, rows in again.items()} == {
        name: len(rows) for name, rows in changed.items()
    }
