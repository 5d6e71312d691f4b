"""A district's switches as a page tells them: what each is, whether it is on, who said so."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.models import District, Feature, FeatureApproval
from spacesedu.lib import clock

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
    """One feature of one district."""

    key: str
    label: str
    meaning: str
    on: bool
    grades: str = ""
    """Which grades it is limited to, in words; empty for features without a limit."""
    approved_by: str = ""
    reason: str = ""
    since: date | None = None


def switches_of(district: District) -> list[Switch]:
    """Return every feature in fixed order, from the ``open_approvals`` the query fetched."""
    rows: list[FeatureApproval] = district.open_approvals  # type: ignore[attr-defined]
    open_rows = {row.feature: row for row in rows}
    return [_switch(feature, open_rows.get(feature), district.zone) for feature in Feature]


def _switch(feature: Feature, row: FeatureApproval | None, zone: ZoneInfo) -> Switch:
    label, meaning = str(feature.label), str(MEANING[feature])
    if row is None:
        return Switch(feature.value, label, meaning, on=False)
    return Switch(
        feature.value,
        label,
        meaning,
        on=True,
        grades=_grades(row) if feature is Feature.URL_SHARING else "",
        approved_by=row.approved_by,
        reason=row.reason,
        since=clock.local_date(row.approved_at, zone),
    )


def _grades(row: FeatureApproval) -> str:
    if row.grades is None:
        return _("all grades")
    return _("grades %(grades)s") % {"grades": ", ".join(row.grades)}
