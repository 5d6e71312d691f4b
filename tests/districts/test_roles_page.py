"""“What can a counsellor do?”: the page says what the table says, of every role and power."""

import re

import pytest
from django.test import Client

from districts.policy import POWERS, Power
from districts.role_guide import GROUPS, ROLES, STAFF, Described
from tests.districts.staffing import browser
from tests.world import World


def test_every_line_of_the_table_is_explained_once() -> None:
    assert sorted((role.role, role.full) for role in ROLES) == sorted(POWERS)
    assert len({role.key for role in ROLES}) == len(ROLES)


def test_every_power_is_in_one_group() -> None:
    assert sorted(power for group in GROUPS for power in group.powers) == sorted(Power)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_the_page_of_a_role_equals_the_table(world: World, role: Described) -> None:
    page = browser(world.teacher).get(f"/roles/{role.key}/").content.decode()
    held = {power.value for power in POWERS[role.role, role.full]}
    assert set(re.findall(r'data-may="(\w+)"', page)) == held
    assert set(re.findall(r'data-may-not="(\w+)"', page)) == {*Power.values} - held


def test_the_roles_of_a_school_stand_side_by_side_as_in_the_table(world: World) -> None:
    page = browser(world.admin).get("/roles/").content.decode()
    ticks = re.findall(r'data-may="(\S+) (\w+)"', page)
    held = [(role.key, power.value) for role in STAFF for power in role.powers]
    assert sorted(ticks) == sorted(held)


def test_the_list_leads_to_every_role(world: World) -> None:
    page = browser(world.counsellor).get("/roles/").content.decode()
    assert all(f'href="/roles/{role.key}/"' in page for role in ROLES)


@pytest.mark.parametrize("persona", ["admin", "teacher", "counsellor", "support"])
def test_whoever_works_here_finds_it_in_their_menu(world: World, persona: str) -> None:
    assert 'href="/roles/"' in browser(getattr(world, persona)).get("/").content.decode()


@pytest.mark.parametrize("persona", ["student", "family"])
def test_students_and_families_are_not_sent_there(world: World, persona: str) -> None:
    assert 'href="/roles/"' not in browser(getattr(world, persona)).get("/").content.decode()


def test_a_role_that_does_not_exist_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    assert client.get("/roles/king/").status_code == 404
