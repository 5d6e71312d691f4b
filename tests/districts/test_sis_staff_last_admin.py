"""Taking an import back takes nobody away to whom people have given a role since."""

from pathlib import Path

import pytest

from districts.models import ImportRun, StaffMember, StaffRole, StaffRoleKind
from districts.sis import answers
from spacesedu.lib import clock
from tests.factories import StaffRoleFactory, UserFactory
from tests.machines.import_stage import admin
from tests.samples.importing import importing
from tests.samples.oneroster import sample

pytestmark = pytest.mark.django_db


def run_the_district(name: str) -> StaffMember:
    """Let somebody of the file be the only District Admin, with an account."""
    boss = StaffMember.objects.get(external_ids__value=name)
    boss.user = UserFactory.create()
    boss.save()
    StaffRoleFactory.create(staff=boss, role=StaffRoleKind.DISTRICT_ADMIN, full=True, school=None)
    return boss


def test_who_runs_the_district_by_now_stays_when_the_import_that_made_them_is_undone(
    tmp_path: Path,
) -> None:
    sd74 = importing(tmp_path)
    sd74.run(sample(), approve=True)
    boss = run_the_district("t1")
    others = StaffMember.objects.exclude(pk=boss.pk).filter(external_ids__isnull=False)
    assert others.filter(left_at=None).exists()

    first = ImportRun.objects.get(undoes=None)
    undoing = sd74.worked(answers.undo(first, by=admin(sd74), at=clock.now()))

    assert undoing.applied_at is not None
    admins = StaffRole.objects.running_districts().filter(district=sd74.district)
    assert [role.staff_id for role in admins] == [boss.pk]
    assert not others.filter(left_at=None).exists()
    assert undoing.problems.filter(code="changed_since", column="staff", detail="t1").exists()


def test_an_address_from_before_they_were_given_a_role_does_not_come_back(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    sd74.run(sample(), approve=True)
    moved = sample()
    moved.of("users", sourcedId="t1").update(email="new@sd.example")
    sd74.run(moved, approve=True)
    run_the_district("t1")

    latest = ImportRun.objects.filter(undoes=None).latest("applied_at")
    undoing = sd74.worked(answers.undo(latest, by=admin(sd74), at=clock.now()))

    assert undoing.problems.filter(code="changed_since", column="staff", detail="t1").exists()
    assert StaffMember.objects.get(external_ids__value="t1").email == "new@sd.example"
