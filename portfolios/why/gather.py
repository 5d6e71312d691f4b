"""Reading the facts: for all portfolios of one student in nine queries, however many there are."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from districts.models import Feature, FeatureApproval, FeatureNarrowing, SchoolMembership, Student
from families.models import FamilyContact
from families.tab.following import Following, followers_of
from portfolios.models import (
    FamilyView,
    Portfolio,
    PortfolioTemplate,
    SharingPause,
    TemplateSchool,
)
from portfolios.why.facts import Adult, Allowed, Facts, Ids, Pause, Place, Template
from spacesedu.lib.clock import local_date


def gather(
    student: Student, portfolios: Collection[Portfolio], at: datetime, *, naming_adults: bool
) -> list[Facts]:
    """Return the facts of each portfolio, in order; all are ``student``'s.

    Adults are counted for everybody, and named for those who may know them.
    """
    allowed = _allowed(student.district_id)
    current, last = _places(student)
    schools = _audiences([portfolio.template for portfolio in portfolios])
    pauses = _pauses(student.district_id)
    adults = tuple(_adult(one, naming=naming_adults) for one in followers_of(student, at))
    return [
        Facts(
            student=str(student),
            places=current,
            last_places=last,
            left=student.left_at is not None,
            deactivated=student.deactivated_at is not None,
            template=_template(portfolio.template, schools[portfolio.template_id]),
            portfolios=allowed[Feature.PORTFOLIOS],
            url_sharing=allowed[Feature.URL_SHARING],
            family_accounts=allowed[Feature.FAMILY_ACCOUNTS],
            associations=allowed[Feature.ASSOCIATIONS],
            adults=adults,
            pauses=pauses,
            open_until=_open_until(student, at),
        )
        for portfolio in portfolios
    ]


def _allowed(district_id: uuid.UUID) -> dict[Feature, Allowed]:
    here = {"district_id": district_id, "ended_at": None}
    approvals = {row.feature: row for row in FeatureApproval.objects.filter(**here)}
    narrowings = {row.feature: row for row in FeatureNarrowing.objects.filter(**here)}
    return {
        feature: _feature(approvals.get(feature), narrowings.get(feature)) for feature in Feature
    }


def _feature(approval: FeatureApproval | None, own: FeatureNarrowing | None) -> Allowed:
    return Allowed(
        approved=approval is not None,
        schools=_set(approval.school_ids) if approval else None,
        grades=_set(approval.grades) if approval else None,
        own_off=own is not None and own.off,
        own_schools=_set(own.school_ids) if own else None,
        own_grades=_set(own.grades) if own else None,
    )


def _set[T](values: Collection[T] | None) -> frozenset[T] | None:
    return None if values is None else frozenset(values)


def _places(student: Student) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return where the student is, and where until they left."""
    rows = SchoolMembership.objects.filter(student=student).select_related("school")
    current: list[Place] = []
    last: list[Place] = []
    for row in rows.order_by("school__name", "school__code"):
        place = Place(row.school_id, str(row.school), row.grade, row.raw_grade)
        if row.ended_at is None:
            current.append(place)
        elif student.left_at is not None and row.ended_at >= student.left_at:
            last.append(place)
    return tuple(current), tuple(last)


def _open_until(student: Student, at: datetime) -> date | None:
    if student.left_at is None:
        return None
    district = student.district
    end = student.left_at + timedelta(days=district.leaver_grace_days)
    return local_date(end, district.zone) if at < end else None


def _pauses(district_id: uuid.UUID) -> tuple[Pause, ...]:
    rows = SharingPause.objects.open().filter(district_id=district_id)
    return tuple(
        Pause(str(row), row.reason, row.school_id, row.grade, row.template_id)
        for row in rows.select_related("school", "template").order_by("began_at", "pk")
    )


def _audiences(
    templates: Collection[PortfolioTemplate],
) -> defaultdict[uuid.UUID, dict[uuid.UUID, str]]:
    """Return template → the schools it names, by id and name."""
    rows = TemplateSchool.objects.filter(template__in=templates).select_related("school")
    found: defaultdict[uuid.UUID, dict[uuid.UUID, str]] = defaultdict(dict)
    for row in rows.order_by("school__name", "school__code"):
        found[row.template_id][row.school_id] = str(row.school)
    return found


def _template(row: PortfolioTemplate, schools: dict[uuid.UUID, str]) -> Template:
    ids: Ids = frozenset(schools)
    return Template(
        id=row.pk,
        name=row.name,
        published=row.published_at is not None,
        archived=row.archived_at is not None,
        url_sharing=row.student_url_sharing,
        always_for_families=row.family_view == FamilyView.ALWAYS,
        schools=ids,
        school_names=tuple(schools.values()),
        grades=frozenset(row.grades),
    )


def _adult(one: Following, *, naming: bool) -> Adult:
    return Adult(
        active=one.active,
        invited=one.invited,
        word=one.word,
        kind=one.kind,
        icon=one.icon,
        name=_name(one.contact) if naming else "",
        email=one.contact.email if naming else "",
    )


def _name(contact: FamilyContact) -> str:
    return f"{contact.first_name} {contact.last_name}".strip()
