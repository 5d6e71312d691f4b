"""Who a template is for: said in three places, which agree in every case."""

import pytest

from districts.models import SchoolMembership
from portfolios.gates import active
from portfolios.models import Portfolio
from portfolios.shaping.audience import audience_of, sizes
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios.templates import active_in, drafted, published, students_of
from tests.world import World

AUDIENCES = [
    pytest.param((), (), id="the whole district"),
    pytest.param(("maple",), (), id="one school"),
    pytest.param(("maple", "cedar"), (), id="both schools"),
    pytest.param((), ("08",), id="a grade everywhere"),
    pytest.param(("cedar",), ("09",), id="a grade at one school"),
    pytest.param(("maple",), ("09", "10"), id="grades at one school"),
    pytest.param(("cedar",), ("12",), id="nobody"),
]


@pytest.fixture
def scattered(world: World) -> World:
    """Students at two schools, in two grades, without a grade, and gone."""
    at_two = make.StudentFactory.create(district=world.district)
    make.MembershipFactory.create(student=at_two, school=world.maple, grade="08")
    make.MembershipFactory.create(student=at_two, school=world.cedar, grade="09")
    crossed = make.StudentFactory.create(district=world.district)
    make.MembershipFactory.create(student=crossed, school=world.maple, grade="10")
    make.MembershipFactory.create(student=crossed, school=world.cedar, grade="08")
    unknown = make.StudentFactory.create(district=world.district)
    make.MembershipFactory.create(student=unknown, school=world.cedar, grade="")
    gone = make.StudentFactory.create(district=world.district)
    make.MembershipFactory.create(
        student=gone, school=world.maple, grade="09", ended_at=clock.now()
    )
    return world


def expected(world: World, schools: tuple[str, ...], grades: tuple[str, ...]) -> set[object]:
    """Return the students by the rule in words: one current membership that fits both lists."""
    places = {getattr(world, school).pk for school in schools}
    rows = SchoolMembership.objects.filter(district=world.district, ended_at=None)
    return {
        row.student_id
        for row in rows
        if (not places or row.school_id in places) and (not grades or row.grade in grades)
    }


@pytest.mark.parametrize(("schools", "grades"), AUDIENCES)
def test_rows_gates_plan_and_count_agree(
    scattered: World, schools: tuple[str, ...], grades: tuple[str, ...]
) -> None:
    world = scattered
    ids = [getattr(world, school).pk for school in schools]
    wanted = expected(world, schools, grades)

    made = published(world, school_ids=ids, grades=grades)

    audience = audience_of(made)
    assert students_of(made) == wanted
    assert active_in(made) == wanted
    assert set(audience.students().values_list("pk", flat=True)) == wanted
    assert sizes(world.district.pk, [audience]) == [len(wanted)]


def test_who_leaves_the_audience_keeps_an_archived_portfolio(scattered: World) -> None:
    world = scattered
    made = published(world, school_ids=[world.cedar.pk])
    SchoolMembership.objects.filter(student=world.outsider).update(ended_at=clock.now())

    theirs = Portfolio.objects.filter(template=made, student=world.outsider)
    assert theirs.exists()
    assert not theirs.filter(active()).exists()


def test_a_draft_is_for_nobody_yet(scattered: World) -> None:
    made = drafted(scattered)

    assert students_of(made) == set()
    assert sizes(scattered.district.pk, [audience_of(made)])[0] > 0
