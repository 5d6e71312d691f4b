"""Changes and problems of a run as files, read and written a few hundred rows at a time.

Each piece goes on from the last row: no cursor stays open between web server and database while
somebody's slow connection takes the file.
"""

from collections.abc import Iterator
from itertools import batched

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.imports import change_rows, problems
from districts.imports.change_rows import Fact
from districts.letter import KINDS
from districts.models import ImportProblem, ImportRun, PlannedChange

AT_ONCE = 500


def changes_table(
    actor: Actor, run: ImportRun, changes: QuerySet[PlannedChange]
) -> Iterator[list[str]]:
    """Yield the head and a row for each change, in the order of the plan."""
    yield [
        *(_("Kind"), _("Name"), _("In the package"), _("What"), _("School"), _("Waits")),
        *(_("Why"), _("Details")),
    ]
    for some in _pieces(changes.select_related("school").order_by("subject_id")):
        for row in change_rows.rows_of(actor, run, some):
            yield [
                *(str(row.kind), row.name, row.key, str(row.action), row.school),
                _("yes") if row.waits else _("Not carried out") if row.left_out else "",
                str(row.reason),
                "; ".join(_in_words(fact) for fact in row.facts),
            ]


def problems_table(
    actor: Actor, run: ImportRun, found: QuerySet[ImportProblem]
) -> Iterator[list[str]]:
    """Yield the head and a row for each problem, for whoever keeps the school's system."""
    yield [_("File"), _("Line"), _("Column"), _("Problem"), _("Expected")]
    ids = list(found.order_by(*problems.ORDER).values_list("pk", flat=True))
    for some in batched(ids, AT_ONCE):
        rows = {row.pk: row for row in problems.problems_of(run).filter(pk__in=some)}
        for row in problems.rows_of(actor, run, [rows[one] for one in some]):
            line = "" if row.line is None else str(row.line)
            yield [str(row.place), line, row.column, row.message, str(row.expected)]


def _pieces(ordered: QuerySet[PlannedChange]) -> Iterator[list[PlannedChange]]:
    """Yield the changes kind by kind, in the order of the list on the page."""
    for kind in KINDS:
        of_a_kind = ordered.filter(kind=kind)
        found = list(of_a_kind[:AT_ONCE])
        while found:
            yield found
            found = list(of_a_kind.filter(subject_id__gt=found[-1].subject_id)[:AT_ONCE])


def _in_words(fact: Fact) -> str:
    if not fact.before:
        return f"{fact.label}: {fact.after}"
    return f"{fact.label}: {fact.before} → {fact.after or '–'}"
