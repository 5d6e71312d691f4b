"""Portfolios that are on at some schools only: who has tab and door, and what families read."""

import pytest
from django.test import Client

from districts.models import Feature, SchoolMembership
from districts.switching.reach import features_for
from portfolios.reasons import reasons
from tests import factories as make
from tests.portfolios import changes as c
from tests.portfolios.changes import Change
from tests.world import World

DOOR = 'href="/portfolios/"'


def has_portfolios(client: Client, world: World, person: str) -> bool:
    """Tell whether home leads to portfolios: by tab, and by a tile or the work itself."""
    client.force_login(getattr(world, person).user)
    found = client.get("/").text.count(DOOR)
    assert found != 1
    return found > 0


@pytest.mark.parametrize("person", ["principal", "counsellor", "teacher", "student"])
def test_who_is_at_a_licensed_school_has_portfolios(
    client: Client, world: World, person: str
) -> None:
    c.allow_at(Feature.PORTFOLIOS, world, world.maple)
    assert has_portfolios(client, world, person)


@pytest.mark.parametrize("person", ["principal", "counsellor", "teacher", "student"])
def test_who_is_at_another_school_has_none(client: Client, world: World, person: str) -> None:
    c.allow_at(Feature.PORTFOLIOS, world, world.cedar)
    assert not has_portfolios(client, world, person)


@pytest.mark.parametrize("person", ["admin", "limited"])
def test_a_district_admin_has_portfolios_while_one_school_is_licensed(
    client: Client, world: World, person: str
) -> None:
    c.allow_at(Feature.PORTFOLIOS, world, world.cedar)
    assert has_portfolios(client, world, person)


@pytest.mark.parametrize("person", ["admin", "principal", "student"])
def test_nobody_has_portfolios_when_support_and_district_agree_on_no_school(
    client: Client, world: World, person: str
) -> None:
    c.allow_at(Feature.PORTFOLIOS, world, world.maple)
    c.narrow(Feature.PORTFOLIOS, world, school_ids=[world.cedar.pk])
    assert not has_portfolios(client, world, person)


def test_a_teacher_who_also_teaches_at_a_licensed_school_has_portfolios(
    client: Client, world: World
) -> None:
    c.allow_at(Feature.PORTFOLIOS, world, world.cedar)
    taught = make.ClassGroupFactory.create(school=world.cedar)
    make.TeachingFactory.create(class_group=taught, staff=world.teacher_record)
    assert has_portfolios(client, world, "teacher")


def test_a_student_at_two_schools_needs_one_of_them(client: Client, world: World) -> None:
    c.allow_at(Feature.PORTFOLIOS, world, world.cedar)
    c.add_school(world, "08")
    assert has_portfolios(client, world, "student")


def test_a_feature_without_limits_is_on_for_everybody(world: World) -> None:
    c.allow_at(Feature.PORTFOLIOS, world, world.cedar)
    on = features_for(world.teacher.actor)
    assert on == set(Feature.values) - {Feature.PORTFOLIOS}


WHY_NOTHING: dict[str, tuple[Change, str]] = {
    "Portfolios are on at another school": (
        lambda world: c.allow_at(Feature.PORTFOLIOS, world, world.cedar),
        "school does not use portfolios",
    ),
    "associations are on at another school": (
        lambda world: c.allow_at(Feature.ASSOCIATIONS, world, world.cedar),
        "has not opened portfolios to families",
    ),
    "the district has switched Family Accounts off": (
        lambda world: c.narrow(Feature.FAMILY_ACCOUNTS, world, off=True),
        "has not opened portfolios to families",
    ),
    "the child has left": (c.student_leaves, "is not at this school any more"),
    "the child is at no school": (c.take_from_school, "is not at this school any more"),
    "the template is archived": (c.archive_template, "has no portfolio at the moment"),
    "sharing is off": (c.template_without_sharing, "is not open to families at the moment"),
}


@pytest.mark.parametrize("what", WHY_NOTHING)
def test_a_family_that_sees_nothing_reads_why(world: World, what: str) -> None:
    happens, sentence = WHY_NOTHING[what]
    happens(world)
    [reason] = reasons(world.family.actor)
    assert sentence in reason


def test_a_family_whose_child_moves_to_a_licensed_school_sees_the_work(world: World) -> None:
    c.allow_at(Feature.PORTFOLIOS, world, world.cedar)
    assert len(reasons(world.family.actor)) == 1
    SchoolMembership.objects.filter(student=world.student_record).update(school=world.cedar)
    assert reasons(world.family.actor) == []
