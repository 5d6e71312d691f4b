"""What an import does about an adult and a student: the table of the product, row by row."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from districts.models import District, OutboundEmail
from families.models import EndReason, SchoolAssociation
from tests.families import sis
from tests.families.sis import Pair, Setup
from tests.samples.importing import INVITING, eventually_nothing, importing

pytestmark = pytest.mark.django_db


PRESENT, ABSENT = True, False  # in the family file
REMOVE, KEEP = True, False  # Automatically remove School-Family associations


@dataclass(frozen=True)
class Case:
    """Before, in the file, automatic removal; and then: state, flagged, new mails."""

    before: Setup
    present: bool
    remove: bool
    after: str
    missing: bool = False
    mails: int = 0


CASES = {
    "invited, present: no second e-mail": Case(sis.nothing, PRESENT, REMOVE, "invited"),
    "expired, present: no second e-mail": Case(sis.expired, PRESENT, REMOVE, "invited"),
    "bounced, present: no second e-mail": Case(sis.bounced, PRESENT, REMOVE, "invited"),
    "declined, present: no second e-mail": Case(
        sis.ended(EndReason.DECLINED), PRESENT, REMOVE, "ended"
    ),
    "invited, absent, nothing is removed": Case(sis.nothing, ABSENT, KEEP, "invited"),
    "invited, absent: the invitation ends": Case(sis.nothing, ABSENT, REMOVE, "ended"),
    "active, present": Case(sis.accepted, PRESENT, REMOVE, "active"),
    "active, absent: flagged": Case(sis.accepted, ABSENT, KEEP, "active", missing=True),
    "active, absent: access ends": Case(sis.accepted, ABSENT, REMOVE, "ended"),
    "revoked stays so": Case(sis.ended(EndReason.REVOKED), PRESENT, REMOVE, "ended"),
    "cancelled stays so": Case(sis.ended(EndReason.CANCELLED), PRESENT, REMOVE, "ended"),
    "disowned stays so": Case(sis.ended(EndReason.DISOWNED), PRESENT, REMOVE, "ended"),
    "left stays so": Case(sis.ended(EndReason.LEFT), PRESENT, REMOVE, "ended"),
    "do not link stays so": Case(sis.barred, PRESENT, REMOVE, "ended"),
    "a lifted bar lets them be invited": Case(sis.bar_lifted, PRESENT, REMOVE, "invited", mails=1),
    "back again without account": Case(sis.ended_by_import, PRESENT, REMOVE, "invited", mails=1),
    "back again with account": Case(sis.ended_after_acceptance, PRESENT, REMOVE, "active"),
}


@pytest.mark.parametrize("name", CASES)
def test_an_adult_and_a_student(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=case.remove)
    district.run(sis.with_parent(), approve=True)
    pair = Pair(district)
    case.before(pair)
    mails = pair.mails

    package = sis.with_parent() if case.present else sis.without_parent()
    report = district.run(package)

    assert pair.state == case.after
    assert (pair.association.missing_since is not None) == case.missing
    assert (pair.mails - mails, report.emails_queued) == (case.mails, case.mails)
    assert (pair.link.absent_since is None) == case.present
    assert eventually_nothing(district.run(package))


def test_an_ended_invitation_says_so(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sis.with_parent(), approve=True)
    report = district.run(sis.without_parent())

    pair = Pair(district)
    assert pair.invitation.ended_by_run_id == report.run
    assert pair.association.end_reason == EndReason.IMPORT


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
    pair = Pair(district)
    sis.added_by_an_admin(pair)
    aunt = SchoolAssociation.objects.get(contact__email_key="aunt@home.example")
    package = sis.with_parent()
    district.run(package)
    aunt.refresh_from_db()
    assert aunt.ended_at is None

    package.rows("Family").append(
        package.rows("Family")[0] | {"Email": "Aunt@home.example", "Student User ID": sis.CHILD}
    )
    report = district.run(package)
    assert (report.counts["associations"].created, report.emails_queued) == (0, 0)

    district.run(sis.with_parent())
    aunt.refresh_from_db()
    assert aunt.ended_at is None
    assert not OutboundEmail.objects.filter(recipient__iexact="aunt@home.example").exists()


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
