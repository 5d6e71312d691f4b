"""A run happens or it does not; two of a district take turns; a stale plan is remade."""

from pathlib import Path

import pytest
from django.db import connection

from districts.models import District, ImportRun, RunState, School, Student
from districts.sis import claim, step, verdict
from districts.sis import plan as plans
from districts.sis.step import Step
from districts.sis.work import Work
from tests.factories import StudentFactory
from tests.samples.advanced_csv import sample
from tests.samples.importing import FAMILY_IMPORTS, Importing, codes, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district before its first import."""
    return importing(tmp_path, *FAMILY_IMPORTS)


class PowerCutError(Exception):
    """Something outside of us."""


def test_a_run_that_dies_at_its_end_has_done_nothing(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_work: Work) -> None:
        raise PowerCutError

    installed = step.steps()
    monkeypatch.setattr("districts.sis.apply.steps", lambda: (*installed, Step(after=cut)))

    with pytest.raises(PowerCutError):
        sd74.run(sample(), approve=True)

    assert ImportRun.objects.get().state() is RunState.FAILED
    assert not Student.objects.exists()
    assert not School.objects.exists()

    monkeypatch.undo()
    assert sd74.run(sample(), approve=True).state is RunState.APPLIED


def test_when_the_world_has_moved_the_plan_is_made_anew(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    sd74.run(sample(), approve=True)
    package = sample()
    package.of("Students", User_ID="s00")["First Name"] = "Lo"
    give = verdict.give
    moved: list[bool] = []

    def while_somebody_types(*args: object, **kwargs: object) -> None:
        give(*args, **kwargs)  # type: ignore[arg-type]
        if not moved:
            moved.append(True)
            Student.objects.filter(external_ids__value="s00").update(first_name="Typed")

    monkeypatch.setattr(verdict, "give", while_somebody_types)
    report = sd74.run(package)

    assert report.state is RunState.APPLIED
    assert Student.objects.get(external_ids__value="s00").first_name == "Lo"


def test_a_code_that_somebody_else_made_meanwhile_is_planned_anew(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = plans.make
    made: list[School] = []

    def meanwhile(work: Work) -> None:
        make(work)
        if not made:
            made.append(School.objects.create(district_id=work.district_id, code="100"))

    monkeypatch.setattr(plans, "make", meanwhile)
    report = sd74.run(sample(), approve=True)

    assert report.state is RunState.APPLIED
    assert School.objects.filter(code="100").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_second_run_of_the_district_waits_and_says_so(
    sd74: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "WAIT", "50ms")
    key = f"sis:{sd74.district.pk}"
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [key])
        report = sd74.run(sample(), approve=True)
    finally:
        other.close()

    assert (report.exit_code, codes(report)) == (2, [("", None, "busy")])
    assert not Student.objects.exists()


def test_other_districts_are_left_alone(sd74: Importing, tmp_path: Path) -> None:
    neighbour = importing(tmp_path / "neighbour", *FAMILY_IMPORTS)
    lonely = StudentFactory.create(district=neighbour.district, email="s00@pupils.example")
    neighbour.run(sample(), approve=True)
    sd74.run(sample(), approve=True)

    for district in District.objects.filter(pk__in=[sd74.district.pk, neighbour.district.pk]):
        assert district.students.filter(left_at=None).count() == 20
    lonely.refresh_from_db()
    assert lonely.first_name == "Élodie0"
