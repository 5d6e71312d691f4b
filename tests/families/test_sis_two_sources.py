"""Families where a source speaks of some schools only, and where two sources speak of them."""

from pathlib import Path

import pytest

from districts.models import ConnectionSchool, District, School
from districts.sis.source import connection_for
from families.models import SchoolAssociation, SisFamilyLink
from spacesedu.lib import clock
from tests.families import sis
from tests.families.sis import Pair
from tests.samples.importing import INVITING, Importing, eventually_nothing, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district that creates and removes by itself, after its first import."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sis.with_parent(), source="first", approve=True)
    return district


def standing() -> tuple[int, int]:
    """Return how many links and associations there are."""
    links = SisFamilyLink.objects.filter(absent_since=None)
    return links.count(), SchoolAssociation.objects.open().count()


def test_families_of_schools_out_of_scope_are_left_alone(sd74: Importing) -> None:
    connection = connection_for(sd74.district, "first", at=clock.now())
    school = School.objects.get(district=sd74.district, code="100")
    ConnectionSchool.objects.create(district=sd74.district, connection=connection, school=school)
    package = sis.without_parent()  # s05 is at 100
    package.drop("Family", lambda row: row["Student User ID"] >= "s10")
    package.rows("Family").append(
        package.rows("Family")[0] | {"Email": "new@home.example", "Student User ID": "s15"}
    )
    report = sd74.run(package, approve=True)

    assert standing() == (23, 23)
    assert Pair(sd74).state == "ended"
    assert report.emails_queued == 0
    assert eventually_nothing(sd74.run(package))


def test_what_two_sources_named_ends_when_both_are_silent(sd74: Importing) -> None:
    assert sd74.run(sis.with_parent(), source="second", approve=True).emails_queued == 0
    pair = Pair(sd74)

    sd74.run(sis.without_parent(), source="first", approve=True)
    assert (pair.state, standing()) == ("invited", (24 + 23, 24))

    District.objects.update(auto_remove_associations=False)
    sis.accepted(pair)
    sd74.run(sis.without_parent(), source="second", approve=True)
    assert pair.association.missing_since is not None

    District.objects.update(auto_remove_associations=True)
    sd74.run(sis.without_parent(), source="second", approve=True)
    assert (pair.state, standing()) == ("ended", (23 + 23, 23))
