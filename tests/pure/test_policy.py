"""Which role may do what: PRODUCT's table of people, as a table."""

import pytest
from django.core.exceptions import PermissionDenied

from districts.actor import Actor, Role
from districts.policy import Power, may, require

OFFICE = {"manage_families", "open_classes", "download_links", "see_settings"}

TABLE = [
    (Role.SUPPORT, False, {"switch_features"}),
    (Role.DISTRICT_ADMIN, True, {*OFFICE, "run_imports", "edit_templates", "manage_staff"}),
    (Role.DISTRICT_ADMIN, False, OFFICE),
    (Role.SCHOOL_ADMIN, True, {*OFFICE, "run_imports", "manage_staff"}),
    (Role.SCHOOL_ADMIN, False, OFFICE),
    (Role.COUNSELLOR, False, {"manage_families"}),
    (Role.TEACHER, False, {"open_classes", "write_portfolios", "share_portfolios"}),
    (Role.STUDENT, False, {"write_portfolios", "share_portfolios"}),
    (Role.FAMILY, False, set()),
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
