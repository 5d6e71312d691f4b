"""Worlds of one district, one student, one template and one adult, drawn at random."""

from dataclasses import dataclass

from hypothesis import strategies as st

from districts.models import User
from portfolios.models import Portfolio
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios import saving
from tests.portfolios.population import CEDAR, LISTED, MAPLE, UNLISTED
from tests.pure.oracle import (
    NO_PAUSES,
    District,
    Membership,
    Narrowing,
    Pauses,
    Student,
    Template,
    Tie,
)
from tests.world.rows import Rows

SCHOOLS = (MAPLE, CEDAR)
GRADES = (LISTED, UNLISTED, "09")

some_schools = st.none() | st.frozensets(st.sampled_from(SCHOOLS))
some_grades = st.none() | st.frozensets(st.sampled_from(GRADES))
mostly = st.sampled_from([True, True, True, False])
seldom = mostly.map(lambda on: not on)

narrowed_by_school = st.builds(Narrowing, off=seldom, schools=some_schools)
narrowed_by_grade = st.builds(Narrowing, off=seldom, grades=some_grades)
switched = st.builds(Narrowing, off=seldom)

districts = st.builds(
    District,
    portfolios=mostly,
    url_sharing=mostly,
    sharing_grades=some_grades,
    family_accounts=mostly,
    associations=mostly,
    portfolios_schools=some_schools,
    associations_schools=some_schools,
    own_portfolios=narrowed_by_school,
    own_url_sharing=narrowed_by_grade,
    own_family_accounts=switched,
    own_associations=narrowed_by_school,
    grace_days=st.sampled_from([0, 10]),
    pauses=st.just(NO_PAUSES)
    | st.builds(
        Pauses,
        everything=seldom,
        schools=st.frozensets(st.sampled_from(SCHOOLS), max_size=1),
        grades=st.frozensets(st.sampled_from(GRADES), max_size=1),
    ),
)
memberships = st.builds(Membership, st.sampled_from(SCHOOLS), st.sampled_from(["", *GRADES]))


@st.composite
def students(draw: st.DrawFn) -> Student:
    """A student whose schools may have ended, with a departure or without one."""
    held = draw(st.lists(memberships, max_size=2, unique_by=lambda membership: membership.school))
    ended = [draw(seldom) for _ in held]
    return Student(
        memberships=tuple(one for one, over in zip(held, ended, strict=True) if not over),
        ended=tuple(one for one, over in zip(held, ended, strict=True) if over),
        left=draw(seldom),
        left_days_ago=draw(st.sampled_from([0, 9, 10])),
        deactivated=draw(seldom),
    )


templates = st.builds(
    Template,
    url_sharing=mostly,
    published=mostly,
    archived=seldom,
    always_for_families=st.booleans(),
    schools=st.frozensets(st.sampled_from(SCHOOLS), max_size=1),
    grades=st.frozensets(st.sampled_from(GRADES), max_size=2),
    paused=seldom,
).filter(lambda template: template.published or not template.archived)
ties = st.builds(
    Tie,
    school=st.sampled_from(["active", "active", "active", "invited", "ended", ""]),
    class_active=st.booleans(),
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A world in the database."""

    portfolio: Portfolio
    adult: User


def save(district: District, student: Student, template: Template, tie: Tie) -> Saved:
    """Save a drawn world."""
    now, rows = clock.now(), Rows()
    adult = make.UserFactory.create()
    row = rows(make.DistrictFactory.build(leaver_grace_days=district.grace_days))
    schools = {name: rows(make.SchoolFactory.build(district=row)) for name in SCHOOLS}
    saving.switches(rows, row, district, schools, now)
    saving.pauses(rows, row, district, schools, now)
    pupil = saving.pupil(rows, row, student, now)
    saving.schooling(rows, pupil, student, schools, now)
    taught = rows(make.ClassGroupFactory.build(school=schools[MAPLE]))
    contact = rows(make.FamilyContactFactory.build(district=row, user=adult))
    saving.tie(rows, tie, contact, pupil, taught, now)
    saved = rows(saving.template(row, template, now))
    saving.audience(rows, saved, template, schools)
    portfolio = rows(make.PortfolioFactory.build(template=saved, student=pupil))
    rows.save()
    return Saved(portfolio, adult)
