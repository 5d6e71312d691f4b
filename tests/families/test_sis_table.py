"""What an import does about an adult and a student: the table of the product, row by row.

All rows of one pair of switches are one import, each with an adult of its own. Beside these: who is
told of nothing because a feature is off, and of a family file that is empty (test_sis_invitations);
addresses that change (test_sis_adult_ids, test_sis_email_changes); rows that say too little
(test_sis_contacts).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from districts.models import District, OutboundEmail
from families.models import ClassAssociation, EndReason, SchoolAssociation
from tests.factories import ClassAssociationFactory
from tests.families import sis
from tests.families.sis import Pair, Setup
from tests.samples.advanced_csv import Sample
from tests.samples.importing import INVITING, eventually_nothing, importing

pytestmark = pytest.mark.django_db

ABSENT = False  # in the family file
AWAY = "s19"  # a student who has left
EARLIER = 20  # adults who stand in every file, so that ends are few among many


@dataclass(frozen=True)
class Case:
    """What was before and whether the file names them; and then: state, flagged, new mails.

    ``new``: the file names them for the first time now.
    """

    after: str
    before: Setup = sis.nothing
    present: bool = True
    new: bool = False
    child: str = ""
    missing: bool = False
    mails: int = 0


ALWAYS = {
    "invited, present: unchanged, no second e-mail": Case("invited"),
    "expired, present: unchanged, no second e-mail": Case("invited", sis.expired),
    "bounced, present: unchanged, no second e-mail": Case("invited", sis.bounced),
    "declined, present: unchanged, no second e-mail": Case("ended", sis.ended(EndReason.DECLINED)),
    "active, present: unchanged": Case("active", sis.accepted),
    "added by an admin, never in a SIS, absent: kept": Case(
        "invited", sis.added_by_an_admin, present=ABSENT, new=True
    ),
    "added by an admin, appears: known to both, no e-mail": Case(
        "invited", sis.added_by_an_admin, new=True
    ),
    "revoked stays so": Case("ended", sis.ended(EndReason.REVOKED)),
    "revoked after acceptance stays so": Case(
        "ended", sis.ended_after_acceptance(EndReason.REVOKED)
    ),
    "cancelled stays so": Case("ended", sis.ended(EndReason.CANCELLED)),
    "this is not me stays so": Case("ended", sis.ended(EndReason.DISOWNED)),
    "not my child stays so": Case("ended", sis.ended_after_acceptance(EndReason.DISOWNED)),
    "left by the adult stays so": Case("ended", sis.ended_after_acceptance(EndReason.LEFT)),
    "do not link stays so": Case("ended", sis.barred),
    "nothing, student inactive: contact kept": Case("none", new=True, child=AWAY),
}
CREATING = {
    "nothing, present: invited, one e-mail": Case("invited", new=True, mails=1),
    "do not link, lifted: a new invitation": Case("invited", sis.bar_lifted, mails=1),
    "removed by import, back again without account: a new invitation": Case(
        "invited", sis.ended_by_import, mails=1
    ),
    "removed by import, back again with account: active again": Case(
        "active", sis.ended_after_acceptance(EndReason.IMPORT)
    ),
}
NOT_CREATING = {
    "nothing, present: contact kept, no e-mail": Case("none", new=True),
    "removed by import, back again: nothing without auto-create": Case(
        "ended", sis.ended_after_acceptance(EndReason.IMPORT)
    ),
}
REMOVING = {
    "invited, absent: the invitation ends": Case("ended", present=ABSENT),
    "active, absent: access ends": Case("ended", sis.accepted, present=ABSENT),
}
NOT_REMOVING = {
    "invited, absent: unchanged": Case("invited", present=ABSENT),
    "active, absent: flagged": Case("active", sis.accepted, present=ABSENT, missing=True),
}


def file_of(pairs: Mapping[str, Pair]) -> Sample:
    """Return a package whose family file names these, each under a name of their own."""
    package = sis.with_parent()
    package.of("Students", User_ID=AWAY)["EnrollStatus"] = "Withdrawn"
    package.rows("Family")[EARLIER:] = [
        {
            "First Name": "Adult",
            "Last Name": pair.address.partition("@")[0],
            "Email": pair.address,
            "Student User ID": pair.child,
        }
        for pair in pairs.values()
    ]
    return package


@pytest.mark.parametrize("create", [True, False], ids=["create", "no create"])
@pytest.mark.parametrize("remove", [True, False], ids=["remove", "no remove"])
def test_every_row_of_the_table(tmp_path: Path, *, create: bool, remove: bool) -> None:
    cases = ALWAYS | (CREATING if create else NOT_CREATING) | (REMOVING if remove else NOT_REMOVING)
    district = importing(tmp_path, *INVITING, auto_create=True)
    pairs = {
        name: Pair(district, f"case{place}@home.example", case.child or f"s{place % 18:02}")
        for place, (name, case) in enumerate(cases.items())
    }
    known = file_of({name: pair for name, pair in pairs.items() if not cases[name].new})
    district.run(known, approve=True)
    for name, pair in pairs.items():
        cases[name].before(pair)
    mails = {name: pair.mails for name, pair in pairs.items()}
    District.objects.update(auto_create_associations=create, auto_remove_associations=remove)

    package = file_of({name: pair for name, pair in pairs.items() if cases[name].present})
    report = district.run(package, approve=True)

    found = {
        name: Case(
            pair.state,
            cases[name].before,
            new=cases[name].new,
            present=sis.named(pair),
            child=cases[name].child,
            missing=pair.state != "none" and pair.association.missing_since is not None,
            mails=pair.mails - mails[name],
        )
        for name, pair in pairs.items()
    }
    assert found == cases
    assert report.emails_queued == sum(case.mails for case in cases.values())
    assert eventually_nothing(district.run(package))


def test_an_ended_invitation_says_so(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sis.with_parent(), approve=True)
    report = district.run(sis.without_parent())

    pair = Pair(district)
    assert pair.invitation.ended_by_run_id == report.run
    assert pair.association.end_reason == EndReason.IMPORT


def test_a_class_link_stays_when_access_ends(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sis.with_parent(), approve=True)
    pair = Pair(district)
    sis.accepted(pair)
    tie = ClassAssociationFactory.create(contact=pair.contact, student=pair.student)
    district.run(sis.without_parent())

    assert pair.state == "ended"
    assert ClassAssociation.objects.get(pk=tie.pk).ended_at is None


def test_who_is_flagged_and_named_again_is_no_longer_flagged(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    district.run(sis.with_parent(), approve=True)
    pair = Pair(district)
    sis.accepted(pair)
    district.run(sis.without_parent())
    district.run(sis.with_parent())

    assert (pair.state, pair.association.missing_since) == ("active", None)


def test_flagged_ones_end_when_removal_is_switched_on(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    district.run(sis.with_parent(), approve=True)
    pair = Pair(district)
    sis.accepted(pair)
    district.run(sis.without_parent())
    District.objects.update(auto_remove_associations=True)
    district.run(sis.without_parent())

    assert pair.state == "ended"


def test_whom_an_administrator_added_an_import_never_removes(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sis.with_parent(), approve=True)
    aunt = Pair(district, "aunt@home.example")
    sis.added_by_an_admin(aunt)
    package = sis.with_parent()
    package.rows("Family").append(
        package.rows("Family")[0] | {"Email": "Aunt@home.example", "Student User ID": sis.CHILD}
    )
    report = district.run(package)
    assert (report.counts["associations"].created, report.emails_queued) == (0, 0)

    district.run(sis.with_parent())
    assert (aunt.state, aunt.association.missing_since) == ("invited", None)
    assert not OutboundEmail.objects.filter(recipient__iexact=aunt.address).exists()


def test_one_address_at_several_students_is_one_adult_with_one_mail(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    district.run(sis.with_parent(), approve=True)

    shared = Pair(district, "parent08@home.example", "s08")
    assert SchoolAssociation.objects.open().filter(contact=shared.contact).count() == 2
    assert (shared.invitations.count(), shared.mails) == (1, 1)


def test_when_the_student_leaves_everything_sleeps_and_comes_back_with_them(
    tmp_path: Path,
) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sis.with_parent(), approve=True)
    pair = Pair(district)
    sis.accepted(pair)
    gone = sis.without_parent()
    gone.drop("Students", lambda row: row["User ID"] == sis.CHILD)
    district.run(gone)
    asleep = (pair.student.left_at is None, pair.state, pair.link.absent_since)
    assert asleep == (False, "active", None)

    report = district.run(sis.with_parent())
    back = (pair.student.left_at is None, pair.state, report.emails_queued)
    assert back == (True, "active", 0)
