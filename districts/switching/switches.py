"""KEY=VALUE as Support types it → what shall be on, off or limited. Pure."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from districts.models import Feature, Grade

ON_OFF = {"on": True, "off": False}
EVERY_GRADE = "all"
GRADES_KEY = "sharing_grades"
SETTING_FIELDS = {
    "auto_create": "auto_create_associations",
    "auto_remove": "auto_remove_associations",
}
KEYS = (*Feature.values, GRADES_KEY, *SETTING_FIELDS)

_GRADE_BY_WORD = {grade.value.casefold(): grade.value for grade in Grade}


class UnknownSwitchError(ValueError):
    """A key or a value nobody knows, or one that is given twice. Its text is for the person."""


@dataclass(frozen=True, slots=True)
class GradeList:
    """The grades URL sharing is limited to; ``codes`` is None for every grade."""

    codes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Switches:
    """What was asked for. Whatever is not named stays as it is."""

    features: dict[Feature, bool] = field(default_factory=dict)
    settings: dict[str, bool] = field(default_factory=dict)
    """District field → value."""
    grades: GradeList | None = None
    schools: dict[Feature, tuple[uuid.UUID, ...] | None] = field(default_factory=dict)
    """Feature → the schools it is limited to, None for every school."""


def parse(pairs: Iterable[str]) -> Switches:
    """Read all pairs, or raise ``UnknownSwitchError`` for the first one that says nothing clear.

    >>> parse(["url_sharing=on", "sharing_grades=10,11"]).grades
    GradeList(codes=('10', '11'))
    """
    switches = Switches()
    grades: GradeList | None = None
    seen: set[str] = set()
    for pair in pairs:
        key, separator, value = (part.strip() for part in pair.partition("="))
        if not separator or key not in KEYS:
            raise UnknownSwitchError(
                _("“%(given)s” is not a switch. Known: %(known)s.")
                % {"given": pair, "known": ", ".join(f"{known}=…" for known in KEYS)}
            )
        if key in seen:
            raise UnknownSwitchError(_("%(key)s is given twice.") % {"key": key})
        seen.add(key)
        if key == GRADES_KEY:
            grades = _grades(value)
        elif key in SETTING_FIELDS:
            switches.settings[SETTING_FIELDS[key]] = _on_or_off(key, value)
        else:
            switches.features[Feature(key)] = _on_or_off(key, value)
    return Switches(switches.features, switches.settings, grades)


def _on_or_off(key: str, value: str) -> bool:
    if value not in ON_OFF:
        raise UnknownSwitchError(
            _("%(key)s is either on or off, not “%(value)s”.") % {"key": key, "value": value}
        )
    return ON_OFF[value]


def _grades(value: str) -> GradeList:
    """Read ``all`` or a comma list; ``9`` means 09, and the list is kept in school order."""
    if value == EVERY_GRADE:
        return GradeList(None)
    words = [word.strip() for word in value.split(",")]
    codes = {_GRADE_BY_WORD.get(word.zfill(2).casefold(), "") for word in words}
    if "" in codes:
        raise UnknownSwitchError(
            _("%(key)s is “all” or a list of these grades: %(grades)s; not “%(value)s”.")
            % {"key": GRADES_KEY, "grades": ", ".join(Grade), "value": value}
        )
    return GradeList(tuple(grade.value for grade in Grade if grade.value in codes))
