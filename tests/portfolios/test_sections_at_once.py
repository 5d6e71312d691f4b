"""Two admins put the sections of one template in order at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from portfolios.actions import add_section, remove_section, step_section
from portfolios.models import Section
from spacesedu.lib import clock
from tests.portfolios.templates import SECTIONS, drafted, names
from tests.world import World, build

MORE = ["Music", "Sports", "Maths"]


@pytest.fixture
def world(transactional_db: None) -> World:
    """Both districts, committed, so that other connections see them."""
    return build()


def test_every_section_keeps_a_place_of_its_own(world: World) -> None:
    template = drafted(world, sections=[*SECTIONS, *MORE])
    admin, at = world.admin.actor, clock.now()
    ids = dict(template.sections.values_list("name", "pk"))

    def change(turn: int) -> None:
        try:
            match turn % 4:
                case 0:
                    step_section(section_id=ids["Art"], steps=-1, by=admin, at=at)
                case 1:
                    step_section(section_id=ids["Reading"], steps=1, by=admin, at=at)
                case 2:
                    add_section(template_id=template.pk, name=f"New {turn}", by=admin, at=at)
                case _:
                    step_section(section_id=ids["Maths"], steps=-1, by=admin, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(change, range(12)))

    added = {"New 2", "New 6", "New 10"}
    assert set(names(template)) == {*SECTIONS, *MORE, *added}
    places = Section.objects.filter(template=template).values_list("position", flat=True)
    assert sorted(places) == list(range(9))


def test_a_section_removed_twice_at_once_is_removed_once(world: World) -> None:
    template = drafted(world)
    one, admin, at = template.sections.get(name="Art"), world.admin.actor, clock.now()

    def remove(_turn: int) -> bool:
        try:
            remove_section(section_id=one.pk, by=admin, at=at)
        except Section.DoesNotExist:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remove, range(2))) == [False, True]
    assert names(template) == ["Reading", "Science"]
