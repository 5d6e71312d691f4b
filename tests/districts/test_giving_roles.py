"""Who may give, change and end which role: the table, and what is done with it."""

import pytest
from django.core.exceptions import PermissionDenied

from districts.acting import actors_of
from districts.actions.staff import approve_role, give_role, reject_role
from districts.actions.staff_errors import (
    LastAdminError,
    NotOnStaffError,
    NotYoursToGiveError,
    OwnRolesError,
    RoleDecidedError,
    RoleWaitsError,
    StaffError,
)
from districts.actions.staff_invites import give_roles
from districts.actions.staff_roles import change_rights, end_role
from districts.actions.staff_state import deactivate, reactivate
from districts.actor import System
from districts.models import AuditEvent, StaffRole, StaffRoleKind
from districts.staffing.grantable import (
    ALL,
    COUNSELLOR,
    DISTRICT_ADMIN_FULL,
    SCHOOL_ADMIN_FULL,
    SCHOOL_ADMIN_LIMITED,
    TEACHER,
    Gift,
    gifts_of,
    may_give,
)
from tests import factories as make
from tests.districts.staffing import browser, imported, record_of, role_of
from tests.world import World

# Persona -> what they may give. Nobody else gives anything.
TABLE = {
    "admin": set(ALL),
    "principal": {TEACHER, COUNSELLOR, SCHOOL_ADMIN_LIMITED},
}
NOBODY = ["limited", "counsellor", "teacher", "colleague", "student", "family", "support", "reader"]


@pytest.mark.parametrize("persona", [*TABLE, *NOBODY])
def test_each_gives_what_the_table_says(world: World, persona: str) -> None:
    assert set(gifts_of(getattr(world, persona).actor)) == TABLE.get(persona, set())


def test_a_principal_gives_at_their_own_school_only(world: World) -> None:
    actor = world.principal.actor
    assert may_give(actor, TEACHER, world.maple.pk)
    assert not may_give(actor, TEACHER, world.cedar.pk)
    assert not may_give(actor, SCHOOL_ADMIN_FULL, world.maple.pk)


@pytest.mark.parametrize("gift", ALL, ids=lambda gift: gift.key)
def test_a_role_at_schools_is_no_role_in_the_district_and_the_other_way_round(
    world: World, gift: Gift
) -> None:
    wrong = None if gift.at_schools else world.maple.pk
    assert not may_give(world.admin.actor, gift, wrong)


def test_a_given_role_counts_with_the_next_request_and_says_who_gave_it(world: World) -> None:
    colleague = browser(world.colleague)
    assert colleague.get("/family/").status_code == 403
    given = give_roles(
        staff_id=record_of(world.colleague).pk,
        gift=COUNSELLOR,
        school_ids=[world.maple.pk],
        by=world.principal.actor,
        at=world.now,
    )
    assert [(role.given_by, role.approved_by) for role in given] == [(world.principal.user,) * 2]
    roles = [actor.role for actor in actors_of(world.colleague.user)]
    assert roles == ["counsellor", "teacher"]
    event = AuditEvent.objects.get(verb="role.given")
    assert (event.actor_user_id, event.detail) == (
        world.principal.user.pk,
        {"role": "counsellor", "full": False},
    )


@pytest.mark.parametrize(
    ("gift", "school"),
    [
        (SCHOOL_ADMIN_FULL, "maple"),
        (TEACHER, "cedar"),
        (DISTRICT_ADMIN_FULL, "maple"),
    ],
    ids=str,
)
def test_what_is_not_in_the_table_is_not_given(world: World, gift: Gift, school: str) -> None:
    before = set(StaffRole.objects.values_list("pk", flat=True))
    # Cedar is not a principal's to choose at all: there is no such school for them.
    with pytest.raises((NotYoursToGiveError, StaffError)):
        give_roles(
            staff_id=record_of(world.colleague).pk,
            gift=gift,
            school_ids=[getattr(world, school).pk],
            by=world.principal.actor,
            at=world.now,
        )
    assert set(StaffRole.objects.values_list("pk", flat=True)) == before


def test_nobody_gives_themselves_anything(world: World) -> None:
    with pytest.raises(OwnRolesError):
        give_roles(
            staff_id=record_of(world.admin).pk,
            gift=TEACHER,
            school_ids=[world.maple.pk],
            by=world.admin.actor,
            at=world.now,
        )


def test_nobody_ends_changes_or_deactivates_themselves(world: World) -> None:
    mine, me, at = role_of(world.admin), world.admin.actor, world.now
    with pytest.raises(OwnRolesError):
        end_role(role_id=mine.pk, by=me, at=at)
    with pytest.raises(OwnRolesError):
        change_rights(role_id=mine.pk, full=False, by=me, at=at)
    with pytest.raises(OwnRolesError):
        deactivate(staff_id=mine.staff_id, by=me, at=at)


def test_an_admin_whose_role_has_ended_meanwhile_does_nothing_more(world: World) -> None:
    StaffRole.objects.filter(pk=role_of(world.admin).pk).update(ended_at=world.now)
    with pytest.raises(NotYoursToGiveError):
        end_role(role_id=role_of(world.teacher).pk, by=world.admin.actor, at=world.now)


def test_an_ended_role_says_who_ended_it_and_ending_twice_is_ending_once(world: World) -> None:
    role = role_of(world.teacher)
    for _ in range(2):
        end_role(role_id=role.pk, by=world.principal.actor, at=world.now)
    role.refresh_from_db()
    assert (role.ended_at, role.ended_by) == (world.now, world.principal.user)
    assert AuditEvent.objects.filter(verb="role.ended").count() == 1
    assert actors_of(world.teacher.user) == []


def test_a_principal_ends_no_role_they_could_not_give(world: World) -> None:
    other = make.StaffRoleFactory.create(
        staff=record_of(world.colleague),
        school=world.maple,
        role=StaffRoleKind.SCHOOL_ADMIN,
        full=True,
    )
    with pytest.raises(NotYoursToGiveError):
        end_role(role_id=other.pk, by=world.principal.actor, at=world.now)


def test_changed_rights_are_a_new_role_and_the_old_one_stays_in_the_history(world: World) -> None:
    role = role_of(world.limited)
    new = change_rights(role_id=role.pk, full=True, by=world.admin.actor, at=world.now)
    role.refresh_from_db()
    assert (role.ended_by, new.given_by, new.full) == (world.admin.user, world.admin.user, True)
    assert [actor.full for actor in actors_of(world.limited.user)] == [True]


def test_full_rights_at_one_school_are_none_at_another(world: World) -> None:
    make.StaffRoleFactory.create(
        staff=record_of(world.principal), school=world.cedar, role=StaffRoleKind.SCHOOL_ADMIN
    )
    full, limited = actors_of(world.principal.user)
    assert (full.full, full.school_ids) == (True, frozenset([world.maple.pk]))
    assert (limited.full, limited.school_ids) == (False, frozenset([world.cedar.pk]))
    assert full.key != limited.key


def test_an_approved_administrator_is_one_with_the_next_request(world: World) -> None:
    role = imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    for _ in range(2):
        approve_role(role=role, by=world.admin.actor, at=world.now)
    role.refresh_from_db()
    assert (role.approved_by, role.full) == (world.admin.user, False)
    assert AuditEvent.objects.filter(verb="role.approved").count() == 1


def test_a_rejected_administrator_stays_rejected(world: World) -> None:
    role = imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    for _ in range(2):
        reject_role(role=role, by=world.admin.actor, at=world.now)
    with pytest.raises(RoleDecidedError):
        approve_role(role=role, by=world.admin.actor, at=world.now)
    role.refresh_from_db()
    assert (role.approved_at, role.ended_by) == (None, world.admin.user)


def test_an_approved_administrator_is_not_rejected_by_a_page_that_was_open_before(
    world: World,
) -> None:
    role = imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    approve_role(role=role, by=world.admin.actor, at=world.now)
    with pytest.raises(RoleDecidedError):
        reject_role(role=role, by=world.admin.actor, at=world.now)
    role.refresh_from_db()
    assert role.ended_at is None


@pytest.mark.parametrize("who", ["admin", "principal"])
def test_a_role_that_waits_is_answered_and_not_ended(world: World, who: str) -> None:
    role = imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    with pytest.raises(RoleWaitsError):
        end_role(role_id=role.pk, by=getattr(world, who).actor, at=world.now)
    role.refresh_from_db()
    assert role.ended_at is None


def test_only_a_district_admin_with_full_rights_approves(world: World) -> None:
    role = imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    for person in (world.principal, world.limited, world.other.admin):
        with pytest.raises((PermissionDenied, StaffRole.DoesNotExist)):
            approve_role(role=role, by=person.actor, at=world.now)
    with pytest.raises(RoleWaitsError):
        give_role(
            staff=role.staff,
            role=StaffRoleKind.SCHOOL_ADMIN,
            school=world.maple,
            by=world.principal.actor,
            at=world.now,
        )


def test_the_last_district_admin_stays_even_when_others_are_only_invited(world: World) -> None:
    invited = make.StaffMemberFactory.create(district=world.district, email="new@example.org")
    make.StaffRoleFactory.create(
        staff=invited, school=None, role=StaffRoleKind.DISTRICT_ADMIN, full=True
    )
    last = role_of(world.admin)
    operator = System("operator")
    for attempt in (
        lambda: end_role(role_id=last.pk, by=operator, at=world.now),
        lambda: change_rights(role_id=last.pk, full=False, by=operator, at=world.now),
        lambda: deactivate(staff_id=last.staff_id, by=operator, at=world.now),
    ):
        with pytest.raises(LastAdminError):
            attempt()
    assert [actor.full for actor in actors_of(world.admin.user)] == [True]


def test_deactivating_ends_nothing_and_reactivating_gives_everything_back(world: World) -> None:
    teacher = browser(world.teacher)
    record = record_of(world.teacher)
    link = make.StaffInvitationFactory.create(staff=record)
    for _ in range(2):
        deactivate(staff_id=record.pk, by=world.principal.actor, at=world.now)
    assert teacher.get("/classes/").status_code == 403
    link.refresh_from_db()
    assert link.revoked_by == world.principal.user
    assert role_of(world.teacher).ended_at is None
    reactivate(staff_id=record.pk, by=world.principal.actor, at=world.now)
    assert teacher.get("/classes/").status_code == 200
    verbs = AuditEvent.objects.filter(subject_id=str(record.pk)).order_by("id")
    assert [event.verb for event in verbs] == ["staff.deactivated", "staff.reactivated"]


def test_a_principal_does_not_deactivate_whoever_also_works_elsewhere(world: World) -> None:
    make.StaffRoleFactory.create(staff=world.teacher_record, school=world.cedar)
    with pytest.raises(NotYoursToGiveError):
        deactivate(staff_id=world.teacher_record.pk, by=world.principal.actor, at=world.now)


def test_somebody_deactivated_is_given_nothing(world: World) -> None:
    deactivate(staff_id=world.teacher_record.pk, by=world.admin.actor, at=world.now)
    with pytest.raises(NotOnStaffError):
        give_roles(
            staff_id=world.teacher_record.pk,
            gift=COUNSELLOR,
            school_ids=[world.maple.pk],
            by=world.admin.actor,
            at=world.now,
        )
