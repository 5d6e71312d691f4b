"""A district's switches as they stand and as they shall be: what differs, and in which words. Pure.

A board has one limit a feature: whom Support's approval reaches. The form makes one from what was
ticked; comparing it with the board of today gives what ``set_switches`` is asked for, and what a
person reads before they agree.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.grades import in_order, spans
from districts.models import BY_SCHOOL, District, Feature, FeatureApproval
from districts.switching.advice import ADVICE
from districts.switching.effective import Limit, within
from districts.switching.features import ceiling_of
from districts.switching.switches import GradeList, Switches

type Board = Mapping[Feature, Limit]

_NO_FAMILIES = gettext_lazy("Families see no portfolios, and nobody is invited.")
CLOSES = {
    Feature.PORTFOLIOS: gettext_lazy("Nobody sees any portfolio. Nothing is deleted."),
    Feature.URL_SHARING: gettext_lazy(
        "Every share link closes at once. Switching it on again opens the same links."
    ),
    Feature.FAMILY_ACCOUNTS: _NO_FAMILIES,
    Feature.FAMILY_DATA_IMPORTS: gettext_lazy("Imports bring no family members any more."),
    Feature.ASSOCIATIONS: _NO_FAMILIES,
}
# The same for those alone whom a shorter list leaves out.
LEAVES_OUT = {
    Feature.PORTFOLIOS: gettext_lazy(
        "At the schools left out nobody sees any portfolio. Nothing is deleted."
    ),
    Feature.URL_SHARING: gettext_lazy(
        "Share links of students who are left out close at once. "
        "Letting them in again opens the same links."
    ),
    Feature.ASSOCIATIONS: gettext_lazy(
        "At the schools left out families see no portfolios, and nobody is invited."
    ),
}


@dataclass(frozen=True, slots=True)
class Change:
    """What will be different of one feature, in words."""

    key: str
    label: str
    before: str
    after: str
    closes: str = ""
    """What people lose by it at once; empty where nobody is left out who was in."""
    advice: str = ""
    """What is passed on to whom it reaches from now on; empty where it reaches nobody more."""


def approvals_of(district: District) -> list[FeatureApproval]:
    """Return the open approvals. ``district`` comes from ``directory.districts_for``."""
    rows: list[FeatureApproval] = district.open_approvals  # type: ignore[attr-defined]
    return rows


def board_of(district: District) -> Board:
    """Return the board that a district's open approvals add up to."""
    rows = {row.feature: row for row in approvals_of(district)}
    return {feature: ceiling_of(rows.get(feature)) for feature in Feature}


def switches_between(before: Board, after: Board) -> Switches:
    """Return what has to be asked for to come from one board to the other."""
    differing = [feature for feature in Feature if before[feature] != after[feature]]
    on = [feature for feature in differing if after[feature].on]
    grades = after[Feature.URL_SHARING].grades
    return Switches(
        features={feature: after[feature].on for feature in differing},
        grades=GradeList(None if grades is None else tuple(in_order(grades)))
        if Feature.URL_SHARING in on
        else None,
        schools={feature: _schools(after[feature]) for feature in on if feature in BY_SCHOOL},
    )


def changes(before: Board, after: Board, names: Mapping[uuid.UUID, str]) -> list[Change]:
    """Return what a person reads before they agree; ``names`` are those of the schools."""
    return [
        Change(
            key=feature.value,
            label=str(feature.label),
            before=in_words(feature, before[feature], names),
            after=in_words(feature, after[feature], names),
            closes=_closes(feature, before[feature], after[feature]),
            advice="" if within(after[feature], before[feature]) else str(ADVICE[feature]),
        )
        for feature in Feature
        if before[feature] != after[feature]
    ]


def _closes(feature: Feature, before: Limit, after: Limit) -> str:
    if within(before, after):
        return ""
    return str(LEAVES_OUT[feature] if after.on else CLOSES[feature])


def in_words(feature: Feature, limit: Limit, names: Mapping[uuid.UUID, str]) -> str:
    """Return a limit as a phrase that leaves nothing out: ``Off``, ``On for grades 10–12``."""
    if not limit.on:
        return _("Off")
    if limit.grades is not None:
        return _("On for grades %(grades)s") % {"grades": spans(limit.grades)}
    if limit.schools is not None:
        # A school that has gone from the district since keeps its place, not its name.
        known = [names.get(school, _("a school that is gone")) for school in limit.schools]
        return _("On at %(schools)s") % {"schools": ", ".join(sorted(known))}
    if feature is Feature.URL_SHARING:
        return _("On for all grades, students without a grade included")
    return _("On at every school") if feature in BY_SCHOOL else _("On")


def _schools(limit: Limit) -> tuple[uuid.UUID, ...] | None:
    return None if limit.schools is None else tuple(sorted(limit.schools))
