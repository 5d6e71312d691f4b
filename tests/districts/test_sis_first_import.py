"""A district's first packages: held, approved, and then nothing to do."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.models import (
    AuditEvent,
    ClassGroup,
    Enrolment,
    ExternalId,
    ImportRun,
    RunState,
    School,
    SchoolMembership,
    SisConnection,
    StaffMember,
    StaffRole,
    Student,
)
from districts.sis.source import connection_for
from spacesedu.lib import clock
from tests.factories import ConnectionFactory, DistrictFactory
from tests.samples.advanced_csv import sample
from tests.samples.importing import Importing, eventually_nothing, importing, tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district where nothing is on."""
    return importing(tmp_path)


def test_the_first_run_of_a_connection_waits_for_a_person(sd74: Importing) -> None:
    report = sd74.run(sample(families=False))

    assert (report.state, report.held, report.exit_code) == (RunState.HELD, ("first_run",), 3)
    assert tally(report, "students") == (20, 0, 0, 0)
    assert not Student.objects.exists()


def test_once_approved_everybody_is_there(sd74: Importing) -> None:
    report = sd74.run(sample(families=False), approve=True)

    assert (report.state, report.held, report.exit_code) == (RunState.APPLIED, (), 0)
    assert Student.objects.filter(left_at=None).count() == 20
    assert SchoolMembership.objects.filter(ended_at=None).count() == 20
    assert StaffMember.objects.count() == 2
    assert ClassGroup.objects.count() == 4
    assert Enrolment.objects.count() == 24
    assert ExternalId.objects.count() == 26
    assert sorted(School.objects.values_list("code", "name")) == [("100", ""), ("200", "")]


def test_the_same_package_again_changes_nothing(sd74: Importing) -> None:
    sd74.run(sample(families=False), approve=True)
    report = sd74.run(sample(families=False))

    assert (report.state, report.exit_code) == (RunState.NOTHING, 0)
    assert eventually_nothing(report)
    assert tally(report, "enrolments") == (0, 0, 0, 24)
    assert tally(report, "schools") == (0, 0, 0, 2)


def test_a_zip_is_the_same_as_a_folder(sd74: Importing, tmp_path: Path) -> None:
    sd74.run(sample(families=False).zipped(tmp_path / "package.zip"), approve=True)

    assert eventually_nothing(sd74.run(sample(families=False)))


def test_a_dry_run_only_tells(sd74: Importing) -> None:
    report = sd74.run(sample(families=False), dry_run=True)

    assert (report.state, report.held, report.exit_code) == (RunState.PLANNED, ("first_run",), 0)
    assert tally(report, "classes") == (4, 0, 0, 0)
    assert not Student.objects.exists()
    assert not AuditEvent.objects.exists()
    assert sd74.plan(report)


def test_a_rehearsal_that_is_approved_is_a_rehearsal_still(sd74: Importing) -> None:
    report = sd74.run(sample(families=False), dry_run=True, approve=True)

    assert report.state is RunState.PLANNED
    assert not Student.objects.exists()


def test_teachers_teach_at_once_and_administrators_wait_for_approval(sd74: Importing) -> None:
    package = sample(families=False)
    package.rows("Staff").append(package.rows("Staff")[0] | {"Role": "Administrator"})
    sd74.run(package, approve=True)

    roles = StaffRole.objects.filter(school__code="100", from_sis=True)
    assert roles.get(role="teacher").approved_at is not None
    head = roles.get(role="school_admin")
    assert (head.approved_at, head.full) == (None, False)


def test_the_run_leaves_one_line_in_the_audit_log(sd74: Importing) -> None:
    report = sd74.run(sample(families=False), approve=True)

    event = AuditEvent.objects.get()
    assert (event.verb, event.subject_id) == ("import.applied", str(report.run))
    assert (event.actor_label, event.district_id) == ("tester", sd74.district.id)


def test_the_command_prints_exactly_what_was_promised(sd74: Importing, tmp_path: Path) -> None:
    folder, out = sample().write(tmp_path / "package"), StringIO()

    call_command(
        "import_sis", folder, district=sd74.district.slug, approve=True, json=True, stdout=out
    )

    told = json.loads(out.getvalue())
    assert list(told) == ["run", "state", "counts", "problems", "held", "emails_queued"]
    assert list(told["counts"]) == [
        *("schools", "students", "memberships", "staff", "classes", "enrolments"),
        *("contacts", "family_links", "associations", "invitations"),
    ]
    assert told["counts"]["students"] == {"created": 20, "changed": 0, "ended": 0, "unchanged": 0}
    assert told["state"] == "applied"
    [left_out] = told["problems"]
    assert (left_out["file"], left_out["code"]) == ("Family.csv", "family_left_out")
    assert list(left_out) == ["file", "line", "column", "code", "message"]


def test_the_command_leaves_with_three_when_a_run_is_held(sd74: Importing, tmp_path: Path) -> None:
    folder, err = sample().write(tmp_path / "package"), StringIO()

    with pytest.raises(SystemExit) as leaving:
        call_command(
            "import_sis", folder, district=sd74.district.slug, stdout=StringIO(), stderr=err
        )

    assert leaving.value.code == 3
    assert err.getvalue().startswith("Why it waits:\n- This is the first import")
    assert "approve it there, or run this again with --approve." in err.getvalue()


def test_an_unknown_district_is_a_sentence_and_two(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no district “nowhere”") as refusal:
        call_command("import_sis", tmp_path, district="nowhere")

    assert refusal.value.returncode == 2
    assert not ImportRun.objects.exists()


def test_a_district_with_several_connections_is_asked_which(tmp_path: Path) -> None:
    district = DistrictFactory.create()
    ConnectionFactory.create_batch(2, district=district)

    with pytest.raises(CommandError, match="--source") as refusal:
        call_command("import_sis", tmp_path, district=district.slug)

    assert refusal.value.returncode == 2


def test_what_has_ended_is_no_source_any_more(tmp_path: Path) -> None:
    district = DistrictFactory.create()
    ended = ConnectionFactory.create(district=district, name="old", ended_at=clock.now())
    alive = ConnectionFactory.create(district=district, name="new")

    assert connection_for(district, None, at=clock.now()) == alive
    with pytest.raises(CommandError, match="“old” has ended") as refusal:
        call_command("import_sis", tmp_path, district=district.slug, source=ended.name)

    assert refusal.value.returncode == 2


def test_a_source_is_named_once_and_then_known(sd74: Importing) -> None:
    sd74.run(sample(families=False), source="myed", approve=True)

    assert eventually_nothing(sd74.run(sample(families=False)))
    assert SisConnection.objects.get().name == "myed"
