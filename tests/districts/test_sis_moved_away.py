"""A school's own source, and a student who has gone to another school of the district."""

from pathlib import Path

import pytest

from districts.models import ConnectionSchool, RunState, School, SchoolMembership, Student
from districts.sis.source import connection_for
from families.models import SisFamilyLink
from spacesedu.lib import clock
from tests.factories import MembershipFactory, SchoolFactory
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import FAMILY_IMPORTS, Importing, codes, importing

pytestmark = pytest.mark.django_db


def of_100(**said: str) -> Sample:
    package = sample()
    package.drop("Students", lambda row: row["SchoolCode"] != "100")
    for name in ("Staff", "Classes", "Enrollments"):
        package.drop(name, lambda row: row["School ID"] != "100")
    package.drop("Family", lambda row: row["Student User ID"] >= "s10")
    package.of("Students", User_ID="s00").update(said)
    return package


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district where s00 has gone from 100, whose source it is, to 200."""
    district = importing(tmp_path, *FAMILY_IMPORTS)
    for code in ("100", "200"):
        SchoolFactory.create(district=district.district, code=code)
    ConnectionSchool.objects.create(
        district=district.district,
        connection=connection_for(district.district, None, at=clock.now()),
        school=School.objects.get(code="100"),
    )
    district.run(of_100(), approve=True)
    SchoolMembership.objects.filter(student=pupil()).update(ended_at=clock.now())
    MembershipFactory.create(student=pupil(), school=School.objects.get(code="200"))
    return district


def pupil() -> Student:
    return Student.objects.get(external_ids__value="s00")


def schools() -> set[str]:
    standing = SchoolMembership.objects.filter(student=pupil(), ended_at=None)
    return set(standing.values_list("school__code", flat=True))


def test_an_old_file_neither_brings_them_back_nor_says_who_they_are(sd74: Importing) -> None:
    before, links = pupil(), SisFamilyLink.objects.filter(absent_since=None).count()
    report = sd74.run(of_100(**{"Email Address": "mallory@pupils.example", "First Name": "Mal"}))

    assert schools() == {"200"}
    assert (pupil().email, pupil().first_name) == (before.email, before.first_name)
    assert [(file, code) for file, _, code in codes(report) if "another" in code] == [
        ("", "at_another_school")
    ]
    assert SisFamilyLink.objects.filter(absent_since=None).count() == links
    assert Student.objects.filter(left_at=None).count() == 10


def test_a_file_that_says_they_have_left_is_right(sd74: Importing) -> None:
    report = sd74.run(of_100(EnrollStatus="Inactive"))

    assert report.state is RunState.NOTHING
    assert "at_another_school" not in {code for *_, code in codes(report)}
    assert (schools(), pupil().left_at) == ({"200"}, None)


def test_once_they_have_left_there_they_may_come_back(sd74: Importing) -> None:
    SchoolMembership.objects.filter(student=pupil()).update(ended_at=clock.now())
    sd74.run(of_100())

    assert schools() == {"100"}
