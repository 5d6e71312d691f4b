"""Who is invited by an import, when, and how often: one e-mail a person."""

from datetime import timedelta
from pathlib import Path

import pytest

from districts.models import District, Feature, OutboundEmail, RunState
from families.models import FamilyContact, FamilyInvitation, SchoolAssociation, SisFamilyLink
from spacesedu.lib import clock, tokens
from tests.samples.advanced_csv import sample
from tests.samples.importing import FAMILY_IMPORTS, INVITING, eventually_nothing, importing, tally

pytestmark = pytest.mark.django_db


def test_without_auto_create_contacts_and_links_are_kept_and_nobody_is_told(
    tmp_path: Path,
) -> None:
    district = importing(tmp_path, *INVITING)
    report = district.run(sample(), approve=True)

    assert tally(report, "contacts") == (22, 0, 0, 0)
    assert tally(report, "family_links") == (24, 0, 0, 0)
    assert not SchoolAssociation.objects.exists()
    assert not OutboundEmail.objects.exists()


@pytest.mark.parametrize("off", [Feature.FAMILY_ACCOUNTS, Feature.ASSOCIATIONS])
def test_with_a_feature_off_the_contact_is_kept_and_nobody_is_invited(
    tmp_path: Path, off: Feature
) -> None:
    features = [feature for feature in INVITING if feature is not off]
    district = importing(tmp_path, *features, auto_create=True)
    report = district.run(sample(), approve=True)

    assert tally(report, "contacts") == (22, 0, 0, 0)
    assert not SchoolAssociation.objects.exists()
    assert not OutboundEmail.objects.exists()


def test_with_family_imports_off_the_family_file_is_left_out(tmp_path: Path) -> None:
    district = importing(tmp_path, Feature.FAMILY_ACCOUNTS, Feature.ASSOCIATIONS, auto_create=True)
    report = district.run(sample(), approve=True)

    assert [(found.file, found.code) for found in report.problems] == [
        ("Family.csv", "family_left_out")
    ]
    assert not FamilyContact.objects.exists()


def test_turning_auto_create_on_is_seen_by_a_person_first(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING)
    district.run(sample(), approve=True)
    District.objects.update(auto_create_associations=True)

    report = district.run(sample())
    assert (report.state, report.held) == (RunState.HELD, ("auto_create_new",))
    assert (report.emails_planned, report.emails_queued) == (22, 0)
    assert not OutboundEmail.objects.exists()

    report = district.run(sample(), approve=True)
    assert (report.state, report.emails_queued) == (RunState.APPLIED, 22)
    assert tally(report, "associations") == (24, 0, 0, 0)
    assert tally(report, "invitations") == (22, 0, 0, 0)

    report = district.run(sample())
    assert (report.state, report.emails_queued) == (RunState.NOTHING, 0)
    assert tally(report, "invitations") == (0, 0, 0, 22)


def test_every_invitation_has_a_working_link_of_its_own(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    district.run(sample(), approve=True)

    links = {
        tokens.token("family-invitation", invitation.secret)
        for invitation in FamilyInvitation.objects.all()
    }
    assert len(links) == 22
    assert None not in links


def test_an_inactive_students_family_is_linked_listed_and_not_invited(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    package = sample()
    package.of("Students", User_ID="s05")["EnrollStatus"] = "Withdrawn"
    report = district.run(package, approve=True)

    assert [(p.code, p.file) for p in report.problems] == [("inactive_student", "Family.csv")]
    assert SisFamilyLink.objects.count() == 24
    assert tally(report, "associations") == (23, 0, 0, 0)
    assert not OutboundEmail.objects.filter(recipient="parent05@home.example").exists()

    package.of("Students", User_ID="s05")["EnrollStatus"] = "Active"
    assert district.run(package).emails_queued == 1


def test_a_new_child_joins_the_invitation_that_is_still_open(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    district.run(sample(), approve=True)
    package = sample()
    package.rows("Family").append(
        package.of("Family", Student_User_ID="s05") | {"Student User ID": "s06"}
    )
    report = district.run(package)

    assert tally(report, "associations") == (1, 0, 0, 24)
    assert (tally(report, "invitations"), report.emails_queued) == ((0, 0, 0, 22), 0)


def test_a_new_child_renews_an_invitation_that_has_expired(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    district.run(sample(), approve=True)
    OutboundEmail.objects.update(sent_at=clock.now())
    FamilyInvitation.objects.update(expires_at=clock.now() - timedelta(days=1))
    package = sample()
    package.rows("Family").append(
        package.of("Family", Student_User_ID="s05") | {"Student User ID": "s06"}
    )
    report = district.run(package)

    assert (tally(report, "invitations"), report.emails_queued) == ((0, 1, 0, 21), 1)
    renewed = FamilyInvitation.objects.get(contact__email_key="parent05@home.example")
    assert renewed.expires_at > clock.now()


def test_an_invitation_ends_with_the_last_of_its_students(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sample(), approve=True)
    package = sample()
    package.drop("Family", lambda row: row["Student User ID"] == "s08")
    district.run(package)
    shared = FamilyInvitation.objects.get(contact__email_key="parent08@home.example")
    assert shared.ended_by_run is None

    package.drop("Family", lambda row: row["Student User ID"] == "s09")
    district.run(package)
    shared.refresh_from_db()
    assert shared.ended_by_run is not None


@pytest.mark.parametrize("how", ["missing", "header only", "empty"])
def test_without_a_family_file_nobody_is_removed(tmp_path: Path, how: str) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sample(), approve=True)
    package = sample()
    package.rows("Family").clear()
    folder = package.write(tmp_path / "package")
    if how == "missing":
        (folder / "Family.csv").unlink()
    elif how == "empty":
        (folder / "Family.csv").write_bytes(b"")
    report = district.run(folder)

    assert eventually_nothing(report)
    [warning] = report.problems
    assert warning.file == "Family.csv"
    assert warning.code == ("missing_file" if how == "missing" else "empty_file")
    assert SchoolAssociation.objects.filter(ended_at=None).count() == 24


def test_a_school_that_would_lose_many_families_keeps_them_for_now(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sample(), approve=True)
    package = sample()
    package.drop("Family", lambda row: row["Student User ID"] < "s07")
    report = district.run(package)

    assert (report.state, report.held) == (RunState.REMOVALS_HELD, ("removals",))
    assert SchoolAssociation.objects.filter(ended_at=None).count() == 24
    assert not FamilyInvitation.objects.exclude(ended_by_run=None).exists()


def test_a_few_of_many_invitations_end_without_a_person(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    package = sample()
    known = package.rows("Family")[0]
    package.rows("Family").extend(known | {"Email": f"x{n}@home.example"} for n in range(60))
    district.run(package, approve=True)
    leaving = {f"x{n}@home.example" for n in range(6)}
    package.drop("Family", lambda row: row["Email"] in leaving)
    report = district.run(package)

    assert (report.state, report.held) == (RunState.APPLIED, ())
    assert tally(report, "invitations") == (0, 0, 6, 76)


def test_a_rehearsal_sends_nothing(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    report = district.run(sample(), dry_run=True)

    assert (report.emails_planned, report.emails_queued) == (22, 0)
    assert not OutboundEmail.objects.exists()


def test_a_refused_package_with_families_sends_nothing(tmp_path: Path) -> None:
    district = importing(tmp_path, *FAMILY_IMPORTS, auto_create=True)
    package = sample()
    package.headers["Family.csv"].remove("Email")
    report = district.run(package, approve=True)

    assert report.exit_code == 2
    assert not FamilyContact.objects.exists()
