"""Every combination that the gates can meet, once, in one database.

Districts × students × templates make the portfolios, and each adult is tied to every student in one
way. The values of ``tests.pure.oracle`` say what each row is.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from django.db import connection

from districts.models import User
from portfolios.models import Portfolio as PortfolioRow
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios import saving
from tests.pure.oracle import District, Membership, Narrowing, Pauses, Student, Template, Tie
from tests.world.rows import Rows

LISTED, UNLISTED = "08", "05"
MAPLE, CEDAR = "maple", "cedar"

DISTRICTS = [
    District(
        portfolios=portfolios,
        url_sharing=url_sharing,
        sharing_grades=grades,
        family_accounts=family_accounts,
        associations=associations,
    )
    for portfolios, (url_sharing, grades), family_accounts, associations in product(
        [True, False],
        [(False, None), (True, None), (True, frozenset({LISTED, "09"}))],
        [True, False],
        [True, False],
    )
]

# Ceilings by school, and what districts take back of what Support allows, one thing at a time,
# then several at once.
DISTRICTS += [
    District(portfolios_schools=frozenset({MAPLE})),
    District(portfolios_schools=frozenset()),
    District(associations_schools=frozenset({CEDAR})),
    District(own_portfolios=Narrowing(off=True)),
    District(own_portfolios=Narrowing(schools=frozenset({CEDAR}))),
    District(own_url_sharing=Narrowing(off=True)),
    District(own_url_sharing=Narrowing(grades=frozenset({LISTED}))),
    District(own_url_sharing=Narrowing(grades=frozenset())),
    District(own_family_accounts=Narrowing(off=True)),
    District(own_associations=Narrowing(off=True)),
    District(own_associations=Narrowing(schools=frozenset({MAPLE}))),
    District(
        portfolios_schools=frozenset({MAPLE}),
        own_portfolios=Narrowing(schools=frozenset({CEDAR})),
    ),
    District(
        sharing_grades=frozenset({LISTED, "09"}),
        own_url_sharing=Narrowing(grades=frozenset({UNLISTED, "09"})),
    ),
    District(
        sharing_grades=frozenset({LISTED, UNLISTED}),
        own_url_sharing=Narrowing(grades=frozenset({UNLISTED})),
    ),
    District(
        associations_schools=frozenset({MAPLE, CEDAR}),
        own_associations=Narrowing(schools=frozenset({CEDAR})),
        portfolios_schools=frozenset({CEDAR}),
    ),
    # A narrowing widens nothing.
    District(url_sharing=False, own_url_sharing=Narrowing(grades=frozenset({LISTED}))),
    District(portfolios=False, own_portfolios=Narrowing(schools=frozenset({MAPLE}))),
]

# Pauses, one at a time, and two of different kinds.
DISTRICTS += [
    District(pauses=Pauses(everything=True)),
    District(pauses=Pauses(schools=frozenset({CEDAR}))),
    District(pauses=Pauses(grades=frozenset({LISTED}))),
    District(pauses=Pauses(schools=frozenset({MAPLE}), grades=frozenset({UNLISTED}))),
]

# Patience with those who leave; L, G and P go on counting the schools they left from.
DISTRICTS += [
    District(grace_days=10),
    District(
        grace_days=10,
        portfolios_schools=frozenset({MAPLE}),
        sharing_grades=frozenset({LISTED}),
        pauses=Pauses(grades=frozenset({UNLISTED})),
    ),
]

SCHOOLING: list[tuple[Membership, ...]] = [
    (),
    (Membership(MAPLE, ""),),
    (Membership(MAPLE, LISTED),),
    (Membership(MAPLE, UNLISTED),),
    (Membership(CEDAR, LISTED),),
    (Membership(MAPLE, UNLISTED), Membership(CEDAR, LISTED)),
    (Membership(MAPLE, UNLISTED), Membership(CEDAR, "")),
]

STUDENTS = [
    Student(memberships=memberships, left=left, deactivated=deactivated)
    for memberships, (left, deactivated) in product(
        SCHOOLING, [(False, False), (True, False), (False, True)]
    )
]

STUDENTS += [
    Student(memberships=(), left=True, left_days_ago=days, ended=(Membership(school, grade),))
    for days, school, grade in [
        *((9, MAPLE, LISTED), (9, CEDAR, LISTED), (9, MAPLE, UNLISTED)),
        *((9, MAPLE, ""), (10, MAPLE, LISTED)),
    ]
]

LIVES = [(True, False), (False, False), (True, True)]
AUDIENCES = [
    (frozenset[str](), frozenset[str]()),
    (frozenset({MAPLE}), frozenset[str]()),
    (frozenset[str](), frozenset({LISTED})),
    (frozenset({MAPLE}), frozenset({LISTED})),
    (frozenset({MAPLE, CEDAR}), frozenset({UNLISTED, LISTED})),
]

TEMPLATES = [
    Template(
        url_sharing=url_sharing,
        published=published,
        archived=archived,
        always_for_families=always,
        schools=schools,
        grades=grades,
    )
    for url_sharing, always, (published, archived), (schools, grades) in product(
        [True, False], [True, False], LIVES, AUDIENCES
    )
    # Draft and archived answer for every audience alike.
    if (published, archived) == LIVES[0] or not schools | grades
]
TEMPLATES.append(Template(paused=True))

TIES = [
    Tie(),
    Tie(school="invited"),
    Tie(school="active"),
    Tie(school="ended"),
    Tie(class_active=True),
    Tie(school="ended", class_active=True),
]


@dataclass(frozen=True, slots=True)
class Case:
    """One portfolio of the population and what it is made of."""

    portfolio_id: uuid.UUID
    district: District
    student: Student
    template: Template


@dataclass(frozen=True, slots=True)
class Population:
    """All portfolios, and the accounts of the adults by their kind of tie."""

    cases: tuple[Case, ...]
    adults: dict[Tie, User]


def populate() -> Population:
    """Save the population: some thirty-five thousand portfolios with one query a table."""
    now = clock.now()
    adults = {tie: make.UserFactory.create() for tie in TIES}
    rows = Rows()
    cases = tuple(case for district in DISTRICTS for case in _district(rows, district, adults, now))
    rows.save()
    with connection.cursor() as cursor:
        # Without statistics PostgreSQL would take every table for empty.
        cursor.execute("ANALYZE")
    return Population(cases, adults)


def _district(
    rows: Rows, district: District, adults: dict[Tie, User], now: datetime
) -> Iterator[Case]:
    row = rows(make.DistrictFactory.build(leaver_grace_days=district.grace_days))
    schools = {name: rows(make.SchoolFactory.build(district=row)) for name in (MAPLE, CEDAR)}
    saving.switches(rows, row, district, schools, now)
    saving.pauses(rows, row, district, schools, now)
    contacts = {
        tie: rows(make.FamilyContactFactory.build(district=row, user=user))
        for tie, user in adults.items()
    }
    class_group = rows(make.ClassGroupFactory.build(school=schools[MAPLE]))
    students = {student: saving.pupil(rows, row, student, now) for student in STUDENTS}
    for student, pupil in students.items():
        saving.schooling(rows, pupil, student, schools, now)
        for tie, contact in contacts.items():
            saving.tie(rows, tie, contact, pupil, class_group, now)
    for template in TEMPLATES:
        saved = rows(saving.template(row, template, now))
        saving.audience(rows, saved, template, schools)
        for student, pupil in students.items():
            # Thirty-five thousand of them: the factory would take longer than the database.
            portfolio = rows(
                PortfolioRow(id=uuid.uuid4(), district=row, template=saved, student=pupil)
            )
            yield Case(portfolio.pk, district, student, template)
