"""The version of a public page changes with all that a visitor can see, and with nothing else."""

import pytest

from districts.models import Student
from portfolios import actions
from portfolios.models import Portfolio, Section
from portfolios.versions import version_of
from tests.portfolios.deeds import (
    SEEN,
    UNSEEN,
    Deed,
    theirs,
)
from tests.world import World


def version(world: World) -> str:
    """The version of the student's page now."""
    whole = Portfolio.objects.select_related("template", "student__district")
    return version_of(whole.get(pk=world.portfolio.pk))


@pytest.mark.parametrize("deeds", [pytest.param(deeds, id=name) for name, deeds in SEEN.items()])
def test_a_visitor_gets_another_page_after(world: World, deeds: list[Deed]) -> None:
    versions = [version(world)]
    for deed in deeds:
        deed(world)
        versions.append(version(world))

    assert len(set(versions)) == len(versions), versions


def test_a_section_that_goes_and_comes_back_is_never_the_page_of_before(world: World) -> None:
    """Its posts may be in another section by then, though the names and places are the same."""
    first, second = Section.objects.filter(template=world.template).order_by("position")[:2]
    versions = [version(world)]

    actions.remove_section(section_id=first.pk, into=second.pk, **theirs(world))
    versions.append(version(world))
    actions.restore_section(section_id=first.pk, **theirs(world))
    versions.append(version(world))

    assert len(set(versions)) == 3


@pytest.mark.parametrize("deed", [pytest.param(deed, id=name) for name, deed in UNSEEN.items()])
def test_a_visitor_gets_the_same_page_after(world: World, deed: Deed) -> None:
    before = version(world)

    deed(world)

    assert version(world) == before


def test_names_of_a_whole_district_change_without_writing_to_a_portfolio(world: World) -> None:
    """An import that renames everybody costs not one row more here."""
    counts = Portfolio.objects.order_by("pk").values_list("content_version", flat=True)
    before = list(counts)

    Student.objects.filter(district=world.district).update(first_name="Robin")

    assert list(counts) == before
