"""Each rule of sharing by URL, a line each: what happened, and does the link open."""

from functools import partial

import pytest

from districts.models import Feature
from portfolios.models import Portfolio
from tests.portfolios import changes as c
from tests.portfolios.changes import Change, all_of
from tests.world import World

OFF = {
    feature: partial(c.switch_off, feature)
    for feature in (
        Feature.PORTFOLIOS,
        Feature.URL_SHARING,
        Feature.FAMILY_ACCOUNTS,
        Feature.ASSOCIATIONS,
    )
}


def listing(*grades: str) -> Change:
    """Limit sharing to grades."""
    return lambda world: c.limit_sharing_to(world, *grades)


def graded(grade: str) -> Change:
    """Put the student into a grade."""
    return lambda world: c.give_grade(world, grade)


def also_at_cedar(grade: str) -> Change:
    """Let the student go to a second school."""
    return lambda world: c.add_school(world, grade)


def licensed_at(*schools: str) -> Change:
    """Let Support allow Portfolios at ``maple``, ``cedar`` or both."""
    return lambda world: c.allow_at(
        Feature.PORTFOLIOS, world, *(getattr(world, name) for name in schools)
    )


def own_list(*grades: str) -> Change:
    """Let the district limit sharing to grades of its own."""
    return lambda world: c.narrow(Feature.URL_SHARING, world, grades=list(grades))


def paused(**what: str) -> Change:
    """Pause what the world calls by these names; grades are what they are."""
    return lambda world: c.pause(
        world,
        **{key: name if key == "grade" else getattr(world, name) for key, name in what.items()},
    )


OPENS: dict[str, Change] = {
    "everything is on": c.nothing,
    "no grade list and the student has no grade": graded(""),
    "the student's grade is in the list": listing("08", "09"),
    "two schools, one grade of the two is in the list": all_of(listing("09"), also_at_cedar("09")),
    "two schools, and no grade at one of them": all_of(listing("08"), also_at_cedar("")),
    "the student moves to another school of the district": c.move_to_cedar,
    "the template is archived: the work of a year stays shared": c.archive_template,
    "the template's audience no longer holds the student": lambda world: c.template_for_grades(
        world, "12"
    ),
    "families have no accounts": OFF[Feature.FAMILY_ACCOUNTS],
    "associations are off": OFF[Feature.ASSOCIATIONS],
    "Portfolios are on at the student's school only": licensed_at("maple"),
    "two schools, one of the two is licensed": all_of(licensed_at("cedar"), also_at_cedar("09")),
    "the student's grade is in both lists": all_of(listing("08", "09"), own_list("08")),
    "the district has its own list and the student is in it": own_list("08"),
    "the district has switched sharing off and on again": partial(
        c.narrow_and_give_back, Feature.URL_SHARING
    ),
    "associations are on at another school only": lambda world: c.allow_at(
        Feature.ASSOCIATIONS, world, world.cedar
    ),
    "a pause of everything has ended": lambda world: c.pause(world, ended_at=world.now),
    "another school is paused": paused(school="cedar"),
    "another grade is paused": paused(grade="09"),
    "the paused school is one that the student has left": all_of(
        paused(school="maple"), c.move_to_cedar
    ),
    "a grade is paused and the student has none": all_of(paused(grade="08"), graded("")),
}

BLOCKED: dict[str, Change] = {
    "L: the district has no Portfolios licence": OFF[Feature.PORTFOLIOS],
    "L: the student is at no school any more": c.take_from_school,
    "L: Portfolios are on at another school only": licensed_at("cedar"),
    "L: Portfolios are on at no school": licensed_at(),
    "L: the district has switched Portfolios off": lambda world: c.narrow(
        Feature.PORTFOLIOS, world, off=True
    ),
    "L: the district has limited Portfolios to another school": lambda world: c.narrow(
        Feature.PORTFOLIOS, world, school_ids=[world.cedar.pk]
    ),
    "L: Support names one of the student's schools, the district the other": all_of(
        licensed_at("maple"),
        also_at_cedar("09"),
        lambda world: c.narrow(Feature.PORTFOLIOS, world, school_ids=[world.cedar.pk]),
    ),
    "L: the student moves to a school without the licence": all_of(
        licensed_at("maple"), c.move_to_cedar
    ),
    "D: URL sharing is off": OFF[Feature.URL_SHARING],
    "D: the district has switched sharing off": lambda world: c.narrow(
        Feature.URL_SHARING, world, off=True
    ),
    "G: the district's own list names another grade": own_list("09"),
    "G: the district's own list names a grade that Support's does not": all_of(
        listing("09"), own_list("08")
    ),
    "G: the student is in both lists, with a grade each": all_of(
        listing("08"), own_list("09"), also_at_cedar("09")
    ),
    "G: another grade is in the list": listing("09"),
    "G: a list, and the student has no grade or one nobody knows": all_of(
        listing("08"), graded("")
    ),
    "G: two schools, neither grade is in the list": all_of(listing("12"), also_at_cedar("09")),
    "G: the listed grade is that of a school the student has left": all_of(
        listing("08"), c.take_from_school, also_at_cedar("09")
    ),
    "T: the template's Student URL Sharing is off": c.template_without_sharing,
    "S: the student has left": c.student_leaves,
    "S: an administrator has deactivated the student": c.deactivate,
    "P: the district is paused": paused(),
    "P: the student's school is paused": paused(school="maple"),
    "P: the student's grade is paused": paused(grade="08"),
    "P: the template is paused": paused(template="template"),
    "P: two schools, one of the two is paused": all_of(paused(school="cedar"), also_at_cedar("09")),
    "P: two schools, the grade at one of them is paused": all_of(
        paused(grade="09"), also_at_cedar("09")
    ),
    "P: two pauses, one of the two has ended": all_of(
        paused(school="maple"), lambda world: c.pause(world, ended_at=world.now)
    ),
}


def opens(world: World) -> bool:
    return Portfolio.objects.open_to_url(world.now).filter(pk=world.portfolio.pk).exists()


@pytest.mark.parametrize("what", OPENS)
def test_a_link_opens_when(world: World, what: str) -> None:
    OPENS[what](world)
    assert opens(world)


@pytest.mark.parametrize("what", BLOCKED)
def test_a_link_is_blocked_when(world: World, what: str) -> None:
    BLOCKED[what](world)
    assert not opens(world)


def test_what_one_district_does_changes_nothing_in_another(world: World) -> None:
    all_of(*OFF.values(), c.archive_template, c.student_leaves, paused())(world)
    opening = Portfolio.objects.open_to_url(world.now).active()
    theirs = opening.filter(pk=world.other.portfolio.pk)
    assert theirs.exists()


def test_a_student_who_moves_into_a_listed_grade_is_let_out_again(world: World) -> None:
    c.limit_sharing_to(world, "09")
    assert not opens(world)
    c.give_grade(world, "09")
    assert opens(world)


ACTIVE: dict[str, Change] = {
    "everything is on": c.nothing,
    "the audience names the student's school": c.template_for_maple_only,
    "the audience names the student's grade": lambda world: c.template_for_grades(world, "08"),
    "school and grade fit in one membership": all_of(
        c.template_for_maple_only, lambda world: c.template_for_grades(world, "08")
    ),
}

ARCHIVED: dict[str, Change] = {
    "the template is archived": c.archive_template,
    "the student has moved out of the named school": all_of(
        c.template_for_maple_only, c.move_to_cedar
    ),
    "the student's grade is not named": lambda world: c.template_for_grades(world, "09"),
    "school and grade fit, but not in one membership": all_of(
        c.template_for_maple_only,
        lambda world: c.template_for_grades(world, "09"),
        also_at_cedar("09"),
    ),
    "the student is at no school": c.take_from_school,
}


def is_active(world: World) -> bool:
    return Portfolio.objects.active().filter(pk=world.portfolio.pk).exists()


@pytest.mark.parametrize("what", ACTIVE)
def test_a_portfolio_is_active_when(world: World, what: str) -> None:
    ACTIVE[what](world)
    assert is_active(world)


@pytest.mark.parametrize("what", ARCHIVED)
def test_a_portfolio_is_archived_when(world: World, what: str) -> None:
    ARCHIVED[what](world)
    assert not is_active(world)
