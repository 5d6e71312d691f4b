"""What is put together once for a role says of each person what the row rule says of them."""

from collections.abc import Callable

import pytest

from districts.actor import Actor, Role
from districts.models import Feature, FeatureApproval
from portfolios.models import Portfolio, TeacherAccess
from portfolios.queries import of_template, opened
from spacesedu.lib import clock
from tests.world import World

PERSONAS = [
    *("support", "admin", "limited", "principal", "counsellor"),
    *("teacher", "colleague", "student", "family"),
]


def as_it_is(_world: World) -> None:
    """Change nothing."""


def archived(world: World) -> None:
    world.template.archived_at = clock.now()
    world.template.save()


def open_to_the_school(world: World) -> None:
    world.template.teacher_access = TeacherAccess.SCHOOL
    world.template.save()


def without_licence(_world: World) -> None:
    FeatureApproval.objects.filter(feature=Feature.PORTFOLIOS).update(
        ended_at=clock.now(), ended_by="x", end_reason="x"
    )


STATES = [as_it_is, archived, open_to_the_school, without_licence]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("persona", PERSONAS)
def test_everybody_opens_exactly_what_the_rule_shows_them(
    world: World, persona: str, state: Callable[[World], None]
) -> None:
    state(world)
    # Of both districts in turn: one person's answer is never another's.
    people = [getattr(cast, persona, world.support) for cast in (world, world.other)]
    for actor in (person.actor for person in people):
        shown = Portfolio.objects.visible_to(actor)
        active = {row.pk: row in shown.active() for row in shown}
        rows = Portfolio.objects.all()
        found = [portfolio for row in rows if (portfolio := opened(actor, row.pk))]

        assert {one.pk: one.is_active for one in found} == active  # type: ignore[attr-defined]
        for template in {row.template_id for row in rows}:
            listed = {row.pk for row in of_template(actor, template)}
            assert listed == {row.pk for row in shown.filter(template=template)}


@pytest.mark.parametrize("role", Role)
def test_who_has_no_place_anywhere_opens_nothing(world: World, role: Role) -> None:
    nobody = Actor(key="", role=role, user_id=0)

    assert opened(nobody, world.portfolio.pk) is None
