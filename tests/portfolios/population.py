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

from districts.models import ClassGroup, Feature, School, User
from districts.models import District as DistrictRow
from districts.models import Student as StudentRow
from families.models import EndReason, FamilyContact
from portfolios.models import FamilyView, PortfolioTemplate
from portfolios.models import Portfolio as PortfolioRow
from spacesedu.lib import clock
from tests import factories as make
from tests.pure.oracle import District, Membership, Student, Template, Tie
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
    """Save the population: some fourteen thousand portfolios with one query a table."""
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
    row = rows(make.DistrictFactory.build())
    _switches(rows, row, district, now)
    schools = {name: rows(make.SchoolFactory.build(district=row)) for name in (MAPLE, CEDAR)}
    contacts = {
        tie: rows(make.FamilyContactFactory.build(district=row, user=user))
        for tie, user in adults.items()
    }
    class_group = rows(make.ClassGroupFactory.build(school=schools[MAPLE]))
    students = {student: _pupil(rows, row, student, now) for student in STUDENTS}
    for student, pupil in students.items():
        _schooling(rows, pupil, student, schools, now)
        for tie, contact in contacts.items():
            _tie(rows, tie, contact, pupil, class_group, now)
    for template in TEMPLATES:
        saved = rows(_template(row, template, now))
        for name in template.schools:
            rows(make.TemplateSchoolFactory.build(template=saved, school=schools[name]))
        for student, pupil in students.items():
            # Fourteen thousand of them: the factory would take longer than the database.
            portfolio = rows(
                PortfolioRow(id=uuid.uuid4(), district=row, template=saved, student=pupil)
            )
            yield Case(portfolio.pk, district, student, template)


def _switches(rows: Rows, row: DistrictRow, district: District, now: datetime) -> None:
    """What is off was on once: an ended approval must not count."""
    grades = sorted(district.sharing_grades) if district.sharing_grades else None
    for feature, on in {
        Feature.PORTFOLIOS: district.portfolios,
        Feature.URL_SHARING: district.url_sharing,
        Feature.FAMILY_ACCOUNTS: district.family_accounts,
        Feature.ASSOCIATIONS: district.associations,
    }.items():
        rows(
            make.FeatureApprovalFactory.build(
                district=row,
                feature=feature,
                grades=grades if feature is Feature.URL_SHARING else None,
                ended_at=None if on else now,
            )
        )


def _pupil(rows: Rows, district: DistrictRow, student: Student, now: datetime) -> StudentRow:
    return rows(
        make.StudentFactory.build(
            district=district,
            left_at=now if student.left else None,
            deactivated_at=now if student.deactivated else None,
        )
    )


def _schooling(
    rows: Rows, pupil: StudentRow, student: Student, schools: dict[str, School], now: datetime
) -> None:
    """Where they are; and everywhere else a membership of last year, which must not count."""
    grades = {membership.school: membership.grade for membership in student.memberships}
    for name, school in schools.items():
        grade = grades.get(name, LISTED)
        rows(
            make.MembershipFactory.build(
                student=pupil,
                school=school,
                grade=grade,
                raw_grade=grade or "Grade Eight",
                ended_at=None if name in grades else now,
            )
        )


def _tie(
    rows: Rows,
    tie: Tie,
    contact: FamilyContact,
    pupil: StudentRow,
    class_group: ClassGroup,
    now: datetime,
) -> None:
    times: dict[str, dict[str, object]] = {
        "invited": {"started_at": None},
        "active": {},
        "ended": {"ended_at": now, "end_reason": EndReason.REVOKED},
    }
    pair = {"contact": contact, "student": pupil}
    if tie.school:
        rows(make.SchoolAssociationFactory.build(**pair, **times[tie.school]))
    if tie.class_active:
        rows(make.ClassAssociationFactory.build(**pair, class_group=class_group))


def _template(district: DistrictRow, template: Template, now: datetime) -> PortfolioTemplate:
    return make.TemplateFactory.build(
        district=district,
        student_url_sharing=template.url_sharing,
        published_at=now if template.published else None,
        archived_at=now if template.archived else None,
        family_view=FamilyView.ALWAYS if template.always_for_families else FamilyView.WITH_SHARING,
        grades=sorted(template.grades),
    )
