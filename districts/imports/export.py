"""Changes and problems of a run as files, read and written a few hundred rows at a time.

Each piece goes on from the last row: no cursor stays open between web server and database while
somebody's slow connection takes the file.
"""

from collections.abc import Iterator
from itertools import batched

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.imports import change_rows, problems
from districts.imports.change_rows import Fact
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
    ordered = changes.select_related("school").order_by("kind", "subject_id")
    found = list(ordered[:AT_ONCE])
    while found:
        for row in change_rows.rows_of(actor, run, found):
            yield [
                *(str(row.kind), row.name, row.key, str(row.action), row.school),
                _("yes") if row.waits else "",
                str(row.reason),
                "; ".join(_in_words(fact) for fact in row.facts),
            ]
        last = found[-1]
        beyond = Q(kind=last.kind, subject_id__gt=last.subject_id) | Q(kind__gt=last.kind)
        found = list(ordered.filter(beyond, kind__gte=last.kind)[:AT_ONCE])


def problems_table(run: ImportRun, found: QuerySet[ImportProblem]) -> Iterator[list[str]]:
    """Yield the head and a row for each problem, for whoever keeps the school's system."""
    yield [_("File"), _("Line"), _("Column"), _("Problem"), _("Expected")]
    ids = list(found.order_by(*problems.ORDER).values_list("pk", flat=True))
    for some in batched(ids, AT_ONCE):
        rows = {row.pk: row for row in problems.problems_of(run).filter(pk__in=some)}
        for one in some:
            row = problems.row_of(rows[one])
            line = "" if row.line is None else str(row.line)
            yield [str(row.place), line, row.column, row.message, str(row.expected)]


def _in_words(fact: Fact) -> str:
    if not fact.before:
        return f"{fact.label}: {fact.after}"
    return f"{fact.label}: {fact.before} → {fact.after or '–'}"
