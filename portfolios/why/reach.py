"""A feature that may be limited to schools: does it reach the student? Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portfolios.why.facts import Allowed, Facts, Place
from portfolios.why.line import Line, Who

_BOTH = (Who.SUPPORT, Who.SETTINGS)


@dataclass(frozen=True, slots=True)
class Answer:
    """Open or closed, the sentence, and who can change it."""

    open: bool
    reason: str
    who: tuple[Who, ...]


def line(key: str, label: str, answer: Answer) -> Line:
    """Return the answer as a line."""
    return Line(key, label, answer.open, answer.reason, answer.who)


def in_district(feature: str, allowed: Allowed) -> Answer:
    """Answer for a feature that is on for a whole district, or not."""
    words = {"feature": feature}
    if not allowed.approved:
        reason = _("Support has not switched %(feature)s on for this district.") % words
        return Answer(open=False, reason=reason, who=(Who.SUPPORT,))
    if allowed.own_off:
        reason = _("The district itself has switched %(feature)s off.") % words
        return Answer(open=False, reason=reason, who=(Who.SETTINGS,))
    reason = _("%(feature)s: on for this district.") % words
    return Answer(open=True, reason=reason, who=_BOTH)


def at_school(feature: str, allowed: Allowed, facts: Facts) -> Answer:
    """Answer for a feature that has to be on at one of the student's schools."""
    answer = in_district(feature, allowed)
    if not answer.open:
        return answer
    words = {"feature": feature, "name": facts.student, "schools": facts.schools}
    if not facts.places:
        reason = _("%(name)s is at no school at the moment.") % words
        return Answer(open=False, reason=reason, who=(Who.SIS,))
    reached = facts.some_place(lambda place: _there(allowed, place) and _here(allowed, place))
    if reached is not None:
        words["schools"] = reached.school_name
        reason = _("%(feature)s: on at %(schools)s.") % words
        return Answer(open=True, reason=reason, who=_BOTH)
    return _limited(allowed, facts, words)


def _limited(allowed: Allowed, facts: Facts, words: dict[str, str]) -> Answer:
    by_support = facts.some_place(lambda place: _there(allowed, place))
    by_district = facts.some_place(lambda place: _here(allowed, place))
    if by_support is None and by_district is not None:
        reason = _("Support allows %(feature)s at some schools; %(schools)s is not among them.")
        return Answer(open=False, reason=reason % words, who=(Who.SUPPORT,))
    if by_support is not None and by_district is None:
        reason = _("The district keeps %(feature)s to some schools; %(schools)s is not among them.")
        return Answer(open=False, reason=reason % words, who=(Who.SETTINGS,))
    reason = _(
        "No school of %(name)s is both among those that Support allows for %(feature)s and among"
        " those that the district keeps it to."
    )
    return Answer(open=False, reason=reason % words, who=_BOTH)


def _there(allowed: Allowed, place: Place) -> bool:
    return allowed.schools is None or place.school in allowed.schools


def _here(allowed: Allowed, place: Place) -> bool:
    return allowed.own_schools is None or place.school in allowed.own_schools
