"""A district's switches as a page tells them: what Support allows, what the district takes back."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from districts.grades import spans
from districts.models import BY_SCHOOL, District, Feature, FeatureApproval, FeatureNarrowing
from districts.switching.effective import EVERYBODY, OFF, Limit, effective
from spacesedu.lib import clock

# So many schools are named; a page that needs them all lists them.
NAMED = 3

MEANING = {
    Feature.PORTFOLIOS: gettext_lazy("Students collect their work in portfolios."),
    Feature.URL_SHARING: gettext_lazy("Students and teachers can share a portfolio by a link."),
    Feature.FAMILY_ACCOUNTS: gettext_lazy("Families can have accounts of their own."),
    Feature.FAMILY_DATA_IMPORTS: gettext_lazy("Family members come in with the SIS import."),
    Feature.ASSOCIATIONS: gettext_lazy(
        "Administrators connect families with students, so that they see their portfolios."
    ),
}


@dataclass(frozen=True, slots=True)
class Switch:
    """One feature of one district. Limits are in words, empty for a feature that has none."""

    key: str
    label: str
    meaning: str
    on: bool
    """Support has switched it on."""
    works: bool = False
    """It reaches somebody, the district's own narrowing counted."""
    partly: bool = False
    """It works for some schools or grades only."""
    allowed: str = ""
    """Whom Support's approval reaches."""
    narrowed: str = ""
    """What the district keeps it to; empty where it takes nothing back."""
    works_for: str = ""
    """Whom it reaches."""
    approved_by: str = ""
    reason: str = ""
    since: date | None = None


def ceiling_of(row: FeatureApproval | None) -> Limit:
    """Return what Support allows: nothing without an approval."""
    if row is None:
        return OFF
    return Limit(grades=_set(row.grades), schools=_set(row.school_ids))


def narrowing_of(row: FeatureNarrowing | None) -> Limit:
    """Return what the district leaves of it: everything where it takes nothing back."""
    if row is None:
        return EVERYBODY
    return Limit(on=not row.off, grades=_set(row.grades), schools=_set(row.school_ids))


def switches_of(district: District) -> list[Switch]:
    """Return every feature in fixed order. ``district`` comes from ``directory.districts_for``."""
    approvals: list[FeatureApproval] = district.open_approvals  # type: ignore[attr-defined]
    narrowings: list[FeatureNarrowing] = district.open_narrowings  # type: ignore[attr-defined]
    schools = {school.pk: str(school) for school in district.listed_schools}  # type: ignore[attr-defined]
    approved = {row.feature: row for row in approvals}
    taken_back = {row.feature: row for row in narrowings}
    return [
        _switch(feature, approved.get(feature), taken_back.get(feature), schools, district.zone)
        for feature in Feature
    ]


def _switch(
    feature: Feature,
    row: FeatureApproval | None,
    narrowing: FeatureNarrowing | None,
    schools: Mapping[uuid.UUID, str],
    zone: ZoneInfo,
) -> Switch:
    label, meaning = str(feature.label), str(MEANING[feature])
    if row is None:
        return Switch(feature.value, label, meaning, on=False)
    ceiling, own = ceiling_of(row), narrowing_of(narrowing)
    left = effective(ceiling, own)
    return Switch(
        feature.value,
        label,
        meaning,
        on=True,
        works=left.on,
        partly=left.on and left != EVERYBODY,
        allowed=reach(feature, ceiling, schools),
        narrowed="" if narrowing is None else reach(feature, own, schools),
        works_for=reach(feature, left, schools),
        approved_by=row.approved_by,
        reason=row.reason,
        since=clock.local_date(row.approved_at, zone),
    )


def reach(feature: Feature, limit: Limit, schools: Mapping[uuid.UUID, str]) -> str:
    """Return in words whom ``limit`` reaches; ``schools`` are the names of those it lists."""
    if not limit.on:
        return _("nobody")
    if feature is Feature.URL_SHARING:
        if limit.grades is None:
            return _("all grades")
        return _("grades %(grades)s") % {"grades": spans(limit.grades)}
    if feature not in BY_SCHOOL:
        return _("everybody")
    if limit.schools is None:
        return _("all schools")
    return _named(sorted(schools.get(one, "") for one in limit.schools))


def _named(names: list[str]) -> str:
    listed = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return listed
    return ngettext(
        "%(schools)s and %(more)d more school", "%(schools)s and %(more)d more schools", more
    ) % {"schools": listed, "more": more}


def _set[T](values: list[T] | None) -> frozenset[T] | None:
    return None if values is None else frozenset(values)
