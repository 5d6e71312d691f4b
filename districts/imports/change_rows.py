"""The lines of a list of changes: who or what, what becomes of it, and values before and after."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts import grades
from districts.actor import Actor
from districts.imports.people import Names, name_of, names_in
from districts.imports.words import FIELDS, ROLE_LISTS, Words, look_of, reason_of
from districts.letter import KINDS
from districts.models import ChangeAction, ImportRun, PlannedChange, StaffRoleKind

type Values = Mapping[str, object]

_SAID = {"name", "first_name", "last_name"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One value that differs; what was not there before, or is not there after, is empty."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """One change as it is read."""

    id: uuid.UUID
    kind: Words
    name: str
    key: str
    """What the package calls it."""
    action: Words
    look: str
    icon: str
    school: str
    waits: bool
    left_out: bool
    """It had waited; whatever became of that, this import has not done it."""
    reason: Words
    facts: list[Fact]


def rows_of(actor: Actor, run: ImportRun, changes: Sequence[PlannedChange]) -> list[Row]:
    """Return a row for each change: a few queries for any number of them."""
    names = names_in(actor, run, changes)
    return [_row(run, change, names) for change in changes]


def _row(run: ImportRun, change: PlannedChange, names: Names) -> Row:
    look = look_of(change.kind, change.action)
    return Row(
        id=change.pk,
        kind=KINDS.get(change.kind, change.kind),
        name=name_of(change, names),
        key=change.key,
        action=look.label,
        look=look.kind,
        icon=look.icon,
        school=str(change.school or ""),
        waits=change.held and run.removals_held,
        left_out=change.held and run.applied_at is not None and not run.removals_held,
        reason=reason_of(change.reason),
        facts=_facts(change, names),
    )


def _facts(change: PlannedChange, names: Names) -> list[Fact]:
    before, after = change.before or {}, change.after or {}
    if change.action == ChangeAction.CREATE:
        # Its name stands beside it already.
        before, after = {}, {name: after[name] for name in after if name not in _SAID}
    facts = [
        Fact(label, _value(name, before, names), _value(name, after, names))
        for name, label in FIELDS.items()
        if name in before or name in after
    ]
    facts += [
        Fact(label, "", _roles(after[name])) for name, label in ROLE_LISTS.items() if name in after
    ]
    return [fact for fact in facts if fact.before != fact.after]


def _value(name: str, values: Values, names: Names) -> str:
    value = values.get(name)
    if value is None or value == "":
        return grades.words("", str(values.get("raw_grade") or "")) if name == "grade" else ""
    if name == "grade":
        return grades.words(str(value), str(value))
    if name == "school_id":
        return names.get(str(value), "")
    if name.endswith("_since"):
        return str(value)[:10]
    return str(value)


def _roles(listed: object) -> str:
    """Return roles in words: "Teacher (00123)"."""
    known = dict(StaffRoleKind.choices)
    return ", ".join(
        _("%(role)s (school %(code)s)")
        % {"role": known.get(str(one.get("role")), one.get("role")), "code": one.get("school")}
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    )
