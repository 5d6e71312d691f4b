"""The oracle's values as rows of the database."""

import uuid
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from districts.models import ClassGroup, Feature, School
from districts.models import District as DistrictRow
from districts.models import Student as StudentRow
from families.models import EndReason, FamilyContact
from portfolios.models import FamilyView, PortfolioTemplate
from tests import factories as make
from tests.pure.oracle import District, Membership, Narrowing, Student, Template, Tie
from tests.world.rows import Rows

type Names = AbstractSet[str]
type Schools = Mapping[str, School]

LAST_YEAR = "08"
"""The grade of memberships that have ended."""


def switches(
    rows: Rows, row: DistrictRow, district: District, schools: Schools, now: datetime
) -> None:
    """What is off was on once: an ended approval must not count, nor an ended narrowing."""
    allowed: dict[Feature, tuple[bool, Names | None]] = {
        Feature.PORTFOLIOS: (district.portfolios, district.portfolios_schools),
        Feature.URL_SHARING: (district.url_sharing, None),
        Feature.FAMILY_ACCOUNTS: (district.family_accounts, None),
        Feature.ASSOCIATIONS: (district.associations, district.associations_schools),
    }
    for feature, (on, named) in allowed.items():
        grades = district.sharing_grades if feature is Feature.URL_SHARING else None
        rows(
            make.FeatureApprovalFactory.build(
                district=row,
                feature=feature,
                grades=None if grades is None else sorted(grades),
                school_ids=_ids(named, schools),
                ended_at=None if on else now,
            )
        )
    for feature, own in {
        Feature.PORTFOLIOS: district.own_portfolios,
        Feature.URL_SHARING: district.own_url_sharing,
        Feature.FAMILY_ACCOUNTS: district.own_family_accounts,
        Feature.ASSOCIATIONS: district.own_associations,
    }.items():
        narrowing(rows, row, feature, own, schools, now)


def narrowing(
    rows: Rows,
    row: DistrictRow,
    feature: Feature,
    own: Narrowing,
    schools: Schools,
    now: datetime,
) -> None:
    ended = own == Narrowing()
    rows(
        make.FeatureNarrowingFactory.build(
            district=row,
            feature=feature,
            off=own.off or ended,
            grades=None if own.grades is None else sorted(own.grades),
            school_ids=_ids(own.schools, schools),
            ended_at=now if ended else None,
        )
    )


def pauses(
    rows: Rows, row: DistrictRow, district: District, schools: Schools, now: datetime
) -> None:
    """What is paused; and everything was once, which must not count any more."""
    pauses = district.pauses
    rows(make.SharingPauseFactory.build(district=row, ended_at=now))
    if pauses.everything:
        rows(make.SharingPauseFactory.build(district=row))
    for name in sorted(pauses.schools):
        rows(make.SharingPauseFactory.build(district=row, school=schools[name]))
    for grade in sorted(pauses.grades):
        rows(make.SharingPauseFactory.build(district=row, grade=grade))


def audience(rows: Rows, saved: PortfolioTemplate, template: Template, schools: Schools) -> None:
    """The schools that a template names, and the pause that covers it."""
    for name in sorted(template.schools):
        rows(make.TemplateSchoolFactory.build(template=saved, school=schools[name]))
    if template.paused:
        rows(make.SharingPauseFactory.build(district=saved.district, template=saved))


def _ids(names: Names | None, schools: Schools) -> list[uuid.UUID] | None:
    return None if names is None else [schools[name].pk for name in sorted(names)]


def pupil(rows: Rows, district: DistrictRow, student: Student, now: datetime) -> StudentRow:
    return rows(
        make.StudentFactory.build(
            district=district,
            left_at=_departure(student, now) if student.left else None,
            deactivated_at=now if student.deactivated else None,
        )
    )


def schooling(
    rows: Rows, pupil: StudentRow, student: Student, schools: Schools, now: datetime
) -> None:
    """Where they are and were; elsewhere a membership of last year, which must not count."""
    last_year = now - timedelta(days=365)
    held: list[tuple[Membership, datetime | None]] = [(one, None) for one in student.memberships]
    held += [(one, _departure(student, now)) for one in student.ended]
    named = {one.school for one, _ended in held}
    held += [(Membership(name, LAST_YEAR), last_year) for name in schools if name not in named]
    for one, ended_at in held:
        rows(
            make.MembershipFactory.build(
                student=pupil,
                school=schools[one.school],
                grade=one.grade,
                raw_grade=one.grade or "Grade Eight",
                ended_at=ended_at,
            )
        )


def _departure(student: Student, now: datetime) -> datetime:
    return now - timedelta(days=student.left_days_ago)


def tie(
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


def template(district: DistrictRow, template: Template, now: datetime) -> PortfolioTemplate:
    return make.TemplateFactory.build(
        district=district,
        student_url_sharing=template.url_sharing,
        published_at=now if template.published else None,
        archived_at=now if template.archived else None,
        family_view=FamilyView.ALWAYS if template.always_for_families else FamilyView.WITH_SHARING,
        grades=sorted(template.grades),
    )
