"""Which role may do what: PRODUCT's table of people, as a table."""

import pytest
from django.core.exceptions import PermissionDenied

from districts.actor import Actor, Role
from districts.policy import Power, may, require

READER = {
    *("read_portfolios", "read_comments", "see_settings", "see_staff", "see_students"),
    *("open_classes", "see_families", "ask_why"),
}
OFFICE = {*READER, "comment", "manage_families", "manage_class_connections", "download_links"}
SCHOOL = {*OFFICE, "manage_staff", "manage_students", "give_cards", "run_imports"}
DISTRICT = {
    *SCHOOL,
    *("approve_staff", "invite_district_admins", "edit_templates", "edit_settings"),
    *("name_schools", "pause_sharing", "turn_off_links", "see_activity", "grant_support"),
}
TALK = {"read_comments", "comment"}
OWN_WORK = {*TALK, "read_portfolios", "write_portfolios", "share_portfolios"}

TABLE = [
    (Role.SUPPORT, False, {"create_districts", "switch_features", "see_health"}),
    (Role.SUPPORT_READER, False, READER),
    (Role.DISTRICT_ADMIN, True, DISTRICT),
    (Role.DISTRICT_ADMIN, False, OFFICE),
    (Role.SCHOOL_ADMIN, True, SCHOOL),
    (Role.SCHOOL_ADMIN, False, OFFICE),
    (
        Role.COUNSELLOR,
        False,
        {*TALK, "read_portfolios", "see_families", "manage_families", "ask_why"},
    ),
    (Role.TEACHER, False, {*OWN_WORK, "open_classes", "invite_families", "give_cards", "ask_why"}),
    (Role.STUDENT, False, OWN_WORK),
    (Role.FAMILY, False, {"read_portfolios"}),
]


@pytest.mark.parametrize(("role", "full", "powers"), TABLE)
def test_every_role_may_do_this_and_nothing_else(
    role: Role, *, full: bool, powers: set[str]
) -> None:
    actor = Actor(key="somebody", role=role, user_id=1, full=full)
    assert {power.value for power in Power if may(actor, power)} == powers


def test_no_role_is_missing() -> None:
    assert {role for role, _full, _powers in TABLE} == set(Role)


def test_full_rights_mean_nothing_where_a_role_has_no_such_difference() -> None:
    actor = Actor(key="somebody", role=Role.TEACHER, user_id=1, full=True)
    assert not may(actor, Power.RUN_IMPORTS)
    assert may(actor, Power.OPEN_CLASSES)


def test_what_one_may_not_do_is_refused() -> None:
    teacher = Actor(key="somebody", role=Role.TEACHER, user_id=1)
    require(teacher, Power.OPEN_CLASSES)
    with pytest.raises(PermissionDenied):
        require(teacher, Power.RUN_IMPORTS)
