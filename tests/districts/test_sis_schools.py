"""Schools: known by the id their source gives them, by their code before that."""

from pathlib import Path

import pytest

from districts.models import ExternalId, RunState, School, Student
from tests.factories import SchoolFactory
from tests.samples import advanced_csv
from tests.samples.importing import Importing, importing, tally
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db


def told(sd74: Importing, package: Sample, *, source: str = "oneroster") -> RunState:
    path = package.write(sd74.folder / f"schools{sd74.runs}")
    return sd74.run(path, approve=True, source=source).state


def names(sd74: Importing) -> dict[str, str]:
    return dict(School.objects.filter(district=sd74.district).values_list("code", "name"))


def test_a_new_school_has_the_code_and_name_of_its_source_and_is_known_by_its_id(
    tmp_path: Path,
) -> None:
    sd74 = importing(tmp_path)
    told(sd74, sample())

    assert names(sd74) == {"100": "Maple", "200": "Oak"}
    known = ExternalId.objects.filter(kind="school").order_by("value")
    assert [(row.value, row.school.code) for row in known if row.school] == [
        ("maple", "100"),
        ("oak", "200"),
    ]
    assert told(sd74, sample()) is RunState.NOTHING


def test_a_school_that_gets_another_code_stays_the_same_school(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    told(sd74, sample())
    package = sample()
    package.of("orgs", sourcedId="maple")["identifier"] = "111"

    assert told(sd74, package) is RunState.NOTHING
    assert names(sd74) == {"100": "Maple", "200": "Oak"}


def test_what_a_person_called_a_school_stays(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    SchoolFactory.create(district=sd74.district, code="100", name="Our Maple")
    SchoolFactory.create(district=sd74.district, code="200", name="")
    path = sample().write(tmp_path / "first")
    report = sd74.run(path, approve=True)

    assert tally(report, "schools") == (0, 1, 0, 1)
    assert names(sd74) == {"100": "Our Maple", "200": "Oak"}

    School.objects.filter(code="200").update(name="")
    assert tally(sd74.run(path), "schools") == (0, 1, 0, 1)
    assert sd74.run(path).state is RunState.NOTHING


def test_another_source_finds_the_same_schools_by_their_code(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    sd74.run(advanced_csv.sample(families=False), approve=True, source="csv")
    assert names(sd74) == {"100": "", "200": ""}
    assert not ExternalId.objects.filter(kind="school").exists()
    told(sd74, sample())

    assert names(sd74) == {"100": "Maple", "200": "Oak"}
    assert Student.objects.filter(memberships__school__code="100").distinct().count() == 14
    again = sd74.run(advanced_csv.sample(families=False), source="csv")
    assert again.state is RunState.NOTHING


def test_who_must_not_sign_in_is_noted_and_may_again(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    told(sd74, sample())
    package = sample()
    package.of("users", sourcedId="s1")["enabledUser"] = "false"
    told(sd74, package)
    pupil = Student.objects.get(external_ids__value="s1")
    since = pupil.disabled_since

    assert since is not None
    assert pupil.left_at is None
    assert told(sd74, package) is RunState.NOTHING
    told(sd74, sample())
    pupil.refresh_from_db()
    assert pupil.disabled_since is None
