"""What else the log keeps of an event, as lines for a person: in the list and in the file."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.activity.words import Things, Words
from districts.models import AuditEvent, Feature, School
from districts.switching.effective import OFF
from districts.switching.noted import limit_in, schools_in, told
from districts.switching.switchboard import in_words

LABELS: dict[str, Words] = {
    "after": gettext_lazy("After"),
    "approved_by": gettext_lazy("Approved by"),
    "before": gettext_lazy("Before"),
    "feature": gettext_lazy("Feature"),
    "reason": gettext_lazy("Reason"),
}
SCHOOL = School._meta.label_lower
SWITCHED_OFF = "feature.off"


def named_in(event: AuditEvent) -> set[tuple[str, str]]:
    """Return kind and id of whatever has a name to be looked up, the subject first."""
    return {
        (event.subject_type, event.subject_id),
        *((SCHOOL, one) for one in schools_in(event.detail)),
    }


def reach_changed(detail: Mapping[str, Any], things: Things) -> str:
    """Return which feature reaches whom instead of whom."""
    return told(detail, _schools(detail, things))


def facts_of(event: AuditEvent, things: Things) -> list[tuple[str, str]]:
    """Return what was noted besides, by what it is; what is empty says nothing."""
    known = event.detail.get("feature") in Feature.values
    detail = _with_limits(event, things) if known else event.detail
    texts = {name: _text(value) for name, value in detail.items()}
    return [(capfirst(_label(name)), text) for name, text in texts.items() if text]


def _with_limits(event: AuditEvent, things: Things) -> dict[str, object]:
    """Return the detail with whom the feature reaches, in words instead of ids and codes."""
    detail = dict(event.detail)
    feature, names = Feature(detail["feature"]), _schools(detail, things)
    limits = {"after": limit_in(detail)}
    if event.verb == SWITCHED_OFF:
        limits = {"before": limits["after"], "after": OFF}
    elif "before" in detail:
        limits = {"before": limit_in(detail["before"]), **limits}
    for name in ("feature", "off", "grades", "schools", "before"):
        detail.pop(name, None)
    said = {name: in_words(feature, limit, names) for name, limit in limits.items()}
    return {"feature": str(feature.label), **said, **detail}


def _schools(detail: Mapping[str, Any], things: Things) -> dict[uuid.UUID, str]:
    gone = _("a school that is gone")
    return {uuid.UUID(one): str(things.get((SCHOOL, one), gone)) for one in schools_in(detail)}


def _label(name: str) -> str:
    return str(LABELS.get(name) or name.replace("_", " "))


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case list():
            return ", ".join(map(_text, value))
        case dict():
            return ", ".join(f"{_label(name)} {_inner(inner)}" for name, inner in value.items())
        case _:
            return str(value)


def _inner(value: object) -> str:
    return f"({_text(value)})" if isinstance(value, dict | list) else _text(value)
