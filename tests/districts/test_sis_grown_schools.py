"""A package that first adds many to a school and then removes those who were there is held."""

from pathlib import Path

import pytest
from django.db import connection

from districts.models import RunState, Student
from tests.samples.advanced_csv import sample
from tests.samples.importing import importing

pytestmark = pytest.mark.django_db

INVENTED = 150


def test_those_who_were_there_a_week_ago_are_what_a_loss_is_measured_by(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    sd74.run(sample(families=False), approve=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE districts_schoolmembership SET id = uuidv7(interval '-8 days')")
    grown = sample(families=False)
    someone = grown.of("Students", User_ID="s00")
    grown.rows("Students").extend(
        someone
        | {
            "User ID": f"x{number}",
            "Student Number": f"x{number}",
            "Email Address": f"x{number}@pupils.example",
        }
        for number in range(INVENTED)
    )
    sd74.run(grown, approve=True)
    grown.drop(
        "Students", lambda row: row["User ID"].startswith("s") and row["SchoolCode"] == "100"
    )
    grown.drop("Enrollments", lambda row: row["School ID"] == "100")
    run = sd74.run(grown)

    assert run.state is RunState.REMOVALS_HELD
    assert Student.objects.filter(left_at=None).count() == 20 + INVENTED
