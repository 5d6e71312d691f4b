"""Each rule of the families' Portfolios tab: what happened, and whether the portfolio is listed."""

from functools import partial

import pytest

from districts.models import Feature
from families.models import EndReason
from portfolios.facts import family as facts_for_family
from portfolios.models import Portfolio
from spacesedu.lib.facts import Facts
from tests.portfolios import changes as c
from tests.portfolios.changes import Change
from tests.world import World

sharing_off = partial(c.switch_off, Feature.URL_SHARING)

LISTED: dict[str, Change] = {
    "everything is on": c.nothing,
    "the link has expired": c.link_expires,
    "nobody ever made a link": c.no_link,
    "the student's grade is in the list": lambda world: c.limit_sharing_to(world, "08"),
    "the student has no grade and there is no list": lambda world: c.give_grade(world, ""),
    "the student moves to another school of the district": c.move_to_cedar,
    "associations are on at the student's school only": lambda world: c.allow_at(
        Feature.ASSOCIATIONS, world, world.maple
    ),
    "two schools, one of the two has associations": c.all_of(
        lambda world: c.allow_at(Feature.ASSOCIATIONS, world, world.cedar),
        lambda world: c.add_school(world, "09"),
    ),
}

ALWAYS_LISTED: dict[str, Change] = {
    "URL sharing is off": sharing_off,
    "another grade is in the list": lambda world: c.limit_sharing_to(world, "09"),
    "the template's Student URL Sharing is off": c.template_without_sharing,
}

NOT_LISTED: dict[str, Change] = {
    "Family Accounts are off": partial(c.switch_off, Feature.FAMILY_ACCOUNTS),
    "associations are off": partial(c.switch_off, Feature.ASSOCIATIONS),
    "the district has switched Family Accounts off": lambda world: c.narrow(
        Feature.FAMILY_ACCOUNTS, world, off=True
    ),
    "associations are on at another school only": lambda world: c.allow_at(
        Feature.ASSOCIATIONS, world, world.cedar
    ),
    "the district has limited associations to another school": lambda world: c.narrow(
        Feature.ASSOCIATIONS, world, school_ids=[world.cedar.pk]
    ),
    "the association is only invited": c.association_only_invited,
    "an administrator revoked the association": c.association_ends,
    "an import removed the association": partial(c.association_ends, reason=EndReason.IMPORT),
    "the adult said: not my child": partial(c.association_ends, reason=EndReason.DISOWNED),
    "there is only a class association": c.class_association_instead,
    "the portfolio is archived": c.archive_template,
    "the student is no longer in the audience": lambda world: c.template_for_grades(world, "12"),
    "the district has no Portfolios licence": partial(c.switch_off, Feature.PORTFOLIOS),
    "the student is at no school any more": c.take_from_school,
    "the student has left": c.student_leaves,
    "an administrator has deactivated the student": c.deactivate,
}


def listed(world: World) -> bool:
    return Portfolio.objects.visible_to(world.family.actor).filter(pk=world.portfolio.pk).exists()


def has_tab(world: World) -> bool:
    return facts_for_family(world.family.actor, Facts(role="family")).family_portfolios


@pytest.mark.parametrize("what", LISTED)
def test_a_linked_family_sees_the_portfolio_when(world: World, what: str) -> None:
    LISTED[what](world)
    assert (listed(world), has_tab(world)) == (True, True)


@pytest.mark.parametrize("what", ALWAYS_LISTED)
def test_a_template_always_visible_to_families_does_not_care_that(world: World, what: str) -> None:
    ALWAYS_LISTED[what](world)
    assert (listed(world), has_tab(world)) == (False, False)
    c.template_always_for_families(world)
    assert (listed(world), has_tab(world)) == (True, True)


@pytest.mark.parametrize("what", NOT_LISTED)
def test_a_family_sees_nothing_and_has_no_tab_when(world: World, what: str) -> None:
    c.template_always_for_families(world)
    NOT_LISTED[what](world)
    assert (listed(world), has_tab(world)) == (False, False)


def test_a_family_sees_its_own_child_only(world: World) -> None:
    seen = Portfolio.objects.visible_to(world.family.actor)
    assert list(seen) == [world.portfolio]


def test_an_invited_father_sees_nothing_yet_and_the_portfolio_once_he_accepts(
    world: World,
) -> None:
    father = world.invitation.contact
    father.user = world.other.family.user
    father.save()
    actor = world.other.family.actor
    mine = Portfolio.objects.visible_to(actor).filter(district=world.district)
    assert not mine.exists()
    father.associations.update(started_at=world.now)
    assert list(mine.all()) == [world.classmate_portfolio]


def test_one_adult_with_children_in_two_districts_sees_both(world: World) -> None:
    world.contact.user = world.other.family.user
    world.contact.save()
    seen = Portfolio.objects.visible_to(world.other.family.actor)
    assert set(seen) == {world.portfolio, world.other.portfolio}
