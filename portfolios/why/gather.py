"""Reading the facts: for all portfolios of one student in eight queries, however many there are."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from districts.models import Feature, FeatureApproval, FeatureNarrowing, SchoolMembership, Student
from families.models import FamilyContact
from families.tab.following import Following, followers_of
from portfolios.models import FamilyView, Portfolio, PortfolioTemplate, TemplateSchool
from portfolios.why.facts import Adult, Allowed, Facts, Ids, Place, Template


def gather(
    student: Student, portfolios: Collection[Portfolio], at: datetime, *, naming_adults: bool
) -> list[Facts]:
    """Return the facts of each portfolio, in order; all are ``student``'s.

    Adults are counted for everybody, and named for those who may know them.
    """
    allowed = _allowed(student.district_id)
    places = _places(student)
    schools = _audiences([portfolio.template for portfolio in portfolios])
    adults = tuple(_adult(one, naming=naming_adults) for one in followers_of(student, at))
    return [
        Facts(
            student=str(student),
            places=places,
            left=student.left_at is not None,
            deactivated=student.deactivated_at is not None,
            template=_template(portfolio.template, schools[portfolio.template_id]),
            portfolios=allowed[Feature.PORTFOLIOS],
            url_sharing=allowed[Feature.URL_SHARING],
            family_accounts=allowed[Feature.FAMILY_ACCOUNTS],
            associations=allowed[Feature.ASSOCIATIONS],
            adults=adults,
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


def _places(student: Student) -> tuple[Place, ...]:
    rows = SchoolMembership.objects.filter(student=student, ended_at=None)
    return tuple(
        Place(row.school_id, str(row.school), row.grade, row.raw_grade)
        for row in rows.select_related("school").order_by("school__name", "school__code")
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
