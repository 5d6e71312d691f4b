"""Who and what the changes of a plan are about: names of rows that are, and of rows that will be.

A plan keeps ids. What they stand for is asked for a page of changes at a time: a query for each
kind of thing, and one for those that only the plan knows so far.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.apps import apps
from django.utils.translation import gettext as _

from districts.activity.words import kinds
from districts.actor import Actor
from districts.models import ChangeAction, ImportRun, PlannedChange
from districts.sis.step import steps

type Names = Mapping[str, str]

# Columns that point to somebody or something, and the kind of change that would make it.
POINTERS = {
    "student_id": "students",
    "staff_id": "staff",
    "class_group_id": "classes",
    "school_id": "schools",
    "contact_id": "contacts",
}


def names_in(actor: Actor, run: ImportRun, changes: Sequence[PlannedChange]) -> Names:
    """Return id → name of everything a page of changes is about or points to."""
    ids: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        ids[change.kind].add(str(change.subject_id))
        for values in (change.before, change.after):
            for column, kind in POINTERS.items():
                if values and values.get(column):
                    ids[kind].add(str(values[column]))
    found = {
        one: str(name)
        for kind, wanted in ids.items()
        for one, name in _standing(actor, kind, wanted).items()
    }
    missing = [one for wanted in ids.values() for one in wanted if one not in found]
    return {**_planned(run, missing), **found}


def name_of(change: PlannedChange, names: Names) -> str:
    """Return what a change is about, in words; what the package calls it where nobody knows."""
    known = names.get(str(change.subject_id))
    if known:
        return known
    said = change.after if change.action == ChangeAction.CREATE else change.before
    pointed = {column: names.get(str((said or {}).get(column)), "") for column in POINTERS}
    person = pointed["student_id"] or pointed["staff_id"]
    if pointed["contact_id"] and person:
        words = {"adult": pointed["contact_id"], "student": person}
        return _("%(adult)s, for %(student)s") % words
    place = pointed["class_group_id"] or pointed["school_id"]
    if person:
        return f"{person} · {place}" if place else person
    return own_name(said or {}) or pointed["contact_id"] or change.key


def own_name(values: Mapping[str, object]) -> str:
    """Return the name among the values of a row that is planned; a school may have a code alone."""
    name = str(values.get("name") or "")
    person = f"{values.get('first_name') or ''} {values.get('last_name') or ''}".strip()
    return name or person or str(values.get("email") or values.get("code") or "")


def _standing(actor: Actor, kind: str, ids: Iterable[str]) -> Mapping[str, object]:
    """Return the names of rows that are there, as the activity of the district calls them."""
    known = kinds().get(_models().get(kind, ""))
    return known.names(actor, list(ids)) if known else {}


def _models() -> dict[str, str]:
    """Return kind of change → label of the model whose rows it is about."""
    labels = {model._meta.db_table: model._meta.label_lower for model in apps.get_models()}
    return {kind: labels[table] for step in steps() for kind, table in step.tables.items()}


def _planned(run: ImportRun, ids: Sequence[str]) -> Names:
    """Return the names of what is not there yet, from the plan that would make it."""
    subjects = [uuid.UUID(one) for one in ids]
    rows = PlannedChange.objects.filter(
        district_id=run.district_id,
        run=run,
        kind__in=set(POINTERS.values()),
        subject_id__in=subjects,
    )
    named = {str(row.subject_id): own_name(row.after or row.before or {}) for row in rows}
    return {one: name for one, name in named.items() if name}
