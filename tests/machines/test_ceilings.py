"""No sequence of what Support and a district do ever lets in whom Support's approval keeps out."""

import uuid
from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.db.models import OuterRef
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.actions.features import Approval, set_switches
from districts.actions.narrowing import Narrowing, NotSwitchedOnError, OutsideCeilingError, narrow
from districts.actor import System
from districts.models import Feature, FeatureApproval, FeatureNarrowing, School, feature_on
from districts.models import SchoolMembership as Membership
from districts.switching.effective import Limit, effective
from districts.switching.features import ceiling_of, narrowing_of
from districts.switching.switches import GradeList, Switches
from portfolios import gates
from portfolios.models import Portfolio
from tests.world import World

GRADES = ("08", "10", "12")
SOMEBODY = System("tester")
ON = {Feature.PORTFOLIOS: True, Feature.URL_SHARING: True}

some_grades = st.frozensets(st.sampled_from(GRADES), min_size=1)
some_schools = st.frozensets(st.sampled_from([0, 1]), min_size=1)
narrowings = st.sampled_from(["free", "off"]) | some_grades | some_schools
steps = st.lists(
    st.tuples(st.just("support on"), st.none() | some_grades)
    | st.tuples(st.just("support schools"), st.none() | some_schools)
    | st.tuples(st.just("support off"), st.none())
    | st.tuples(st.just("district"), narrowings),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def three_grades(world: World) -> World:
    """Gold Trail, its three portfolios in three grades and at two schools."""
    students = (world.student_record, world.classmate, world.outsider)
    for student, grade in zip(students, GRADES, strict=True):
        Membership.objects.filter(student=student).update(grade=grade)
    return world


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sequence=steps)
def test_what_works_never_exceeds_what_is_allowed(
    three_grades: World, sequence: list[tuple[str, object]]
) -> None:
    with transaction.atomic():
        for step in sequence:
            _do(three_grades, *step)
            _compare(three_grades)
        transaction.set_rollback(True)


def _do(world: World, who: str, what: object) -> None:
    schools = (world.maple.pk, world.cedar.pk)
    if who == "district":
        _narrow(world, what, schools)
        return
    switches = Switches()
    if who == "support off":
        switches = Switches(dict.fromkeys(ON, False))
    elif who == "support on":
        grades = tuple(sorted(what)) if isinstance(what, frozenset) else None
        switches = Switches(ON, grades=GradeList(grades))
    elif who == "support schools":
        ids = tuple(schools[one] for one in what) if isinstance(what, frozenset) else None
        switches = Switches(ON, schools={Feature.PORTFOLIOS: ids})
    set_switches(
        district=world.district,
        switches=switches,
        approval=Approval("The superintendent", "So it was decided"),
        by=SOMEBODY,
        at=world.now,
    )


def _narrow(world: World, what: object, schools: tuple[uuid.UUID, ...]) -> None:
    wanted, feature = Narrowing(off=what == "off"), Feature.URL_SHARING
    if isinstance(what, frozenset) and what <= set(GRADES):
        wanted = Narrowing(grades=what)
    elif isinstance(what, frozenset):
        feature = Feature.PORTFOLIOS
        wanted = Narrowing(school_ids=frozenset(schools[one] for one in what))
    with suppress(NotSwitchedOnError, OutsideCeilingError):
        narrow(
            district=world.district,
            feature=feature,
            wanted=wanted,
            may_widen=True,
            by=SOMEBODY,
            at=world.now,
        )


def _compare(world: World) -> None:
    """Check that the database lets through what is effective, and nobody above the ceiling."""
    everybody = (world.portfolio, world.classmate_portfolio, world.outsider_portfolio)
    limit, ceiling = _limits(world, Feature.URL_SHARING)
    passing = Portfolio.objects.filter(gates.district(), pk__in=[one.pk for one in everybody])
    through = set(passing.filter(gates.grade()).values_list("pk", flat=True))
    by_grade = dict(zip(GRADES, everybody, strict=True))
    assert through == {one.pk for grade, one in by_grade.items() if limit.lets(grade=grade)}
    assert through <= {one.pk for grade, one in by_grade.items() if ceiling.lets(grade=grade)}
    limit, ceiling = _limits(world, Feature.PORTFOLIOS)
    on = feature_on(Feature.PORTFOLIOS, OuterRef("district"), school=OuterRef("pk"))
    here = School.objects.filter(district=world.district)
    licensed = set(here.filter(on).values_list("pk", flat=True))
    schools = (world.maple.pk, world.cedar.pk)
    assert licensed == {one for one in schools if limit.lets(school=one)}
    assert licensed <= {one for one in schools if ceiling.lets(school=one)}


@dataclass(frozen=True, slots=True)
class Reach:
    """A limit, asked about one grade or school."""

    limit: Limit

    def lets(self, *, grade: str | None = None, school: uuid.UUID | None = None) -> bool:
        """Tell whether it lets somebody in."""
        grades, schools = self.limit.grades, self.limit.schools
        in_grade = grade is None or grades is None or grade in grades
        at_school = school is None or schools is None or school in schools
        return self.limit.on and in_grade and at_school


def _limits(world: World, feature: Feature) -> tuple[Reach, Reach]:
    """Return what is effective, and Support's ceiling."""
    open_rows = {"district": world.district, "feature": feature, "ended_at": None}
    ceiling = ceiling_of(FeatureApproval.objects.filter(**open_rows).first())
    own = narrowing_of(FeatureNarrowing.objects.filter(**open_rows).first())
    return Reach(effective(ceiling, own)), Reach(ceiling)
