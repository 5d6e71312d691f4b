"""Whoever imports for one school learns and changes nothing of adults who belong to others."""

from pathlib import Path

import pytest

from districts.models import ConnectionSchool, ImportRun, PlannedChange, School
from districts.sis.source import connection_for
from families.models import FamilyContact, FamilyInvitation
from spacesedu.lib import clock
from tests.samples import advanced_csv, oneroster
from tests.samples.importing import INVITING, Importing, codes, importing

pytestmark = pytest.mark.django_db

ADULT = "p0@people.example"  # of s0, at Maple
OFFICE = "office"  # imports for Oak alone


@pytest.fixture
def town(tmp_path: Path) -> Importing:
    """A district whose families are invited, and a connection for Oak."""
    town = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    town.run(oneroster.sample(), source="first", approve=True)
    oak = School.objects.get(district=town.district, code="200")
    connection = connection_for(town.district, OFFICE, at=clock.now())
    ConnectionSchool.objects.create(district=town.district, connection=connection, school=oak)
    return town


def claiming(email: str, **more: str) -> oneroster.Sample:
    """Return a package in which somebody at Oak has that address."""
    package = oneroster.sample()
    somebody = package.of("users", sourcedId="p3")
    package.rows("users").append(
        somebody
        | {"sourcedId": "claim", "email": email, "agentSourcedIds": "s4", "givenName": "Claim"}
        | more
    )
    return package


def adult() -> FamilyContact:
    return FamilyContact.objects.get(email_key=ADULT)


def test_their_name_is_neither_told_nor_changed(town: Importing) -> None:
    before = adult()

    report = town.run(claiming(ADULT), source=OFFICE, approve=True)

    assert report.run is not None
    told = PlannedChange.objects.filter(run_id=report.run, kind="contacts")
    assert not told.filter(subject_id=before.pk).exists()
    assert (adult().first_name, adult().last_name) == (before.first_name, before.last_name)


def test_their_address_does_not_move_and_with_it_no_invitation(town: Importing) -> None:
    before = FamilyInvitation.objects.get(contact=adult()).token
    town.run(claiming(ADULT), source=OFFICE, approve=True)

    report = town.run(claiming("other@evil.example"), source=OFFICE, approve=True)

    assert "address_elsewhere" in {code for *_, code in codes(report)}
    assert FamilyInvitation.objects.get(contact=adult()).token == before
    assert not FamilyContact.objects.filter(
        email_key="other@evil.example", associations__student__external_ids__value="s0"
    ).exists()


def test_they_are_not_locked_out(town: Importing) -> None:
    town.run(claiming(ADULT, enabledUser="false"), source=OFFICE, approve=True)

    assert adult().disabled_since is None


def test_a_file_without_ids_proposes_nothing_about_them_either(town: Importing) -> None:
    package = advanced_csv.sample()
    package.drop("Students", lambda row: row["SchoolCode"] != "200")
    child = package.rows("Students")[0]["User ID"]
    row = package.rows("Family")[0]
    names = {"First Name": adult().first_name, "Last Name": adult().last_name}
    package.files["Family.csv"] = [row | names | {"Email": ADULT, "Student User ID": child}]
    town.run(package, source=OFFICE, approve=True)
    package.files["Family.csv"][0]["Email"] = "other@evil.example"

    town.run(package, source=OFFICE)

    latest = ImportRun.objects.latest("received_at")
    assert "email_changes" not in latest.hold_reasons
    assert adult().email == ADULT
