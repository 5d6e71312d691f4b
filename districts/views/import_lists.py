"""What of a run can be searched and taken along: every change of its plan, and every problem."""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from districts.actions.import_files import note_download
from districts.actor import Actor
from districts.choices import by_school
from districts.directory import runs_for, schools_for
from districts.imports import change_rows, changes, problems
from districts.imports.export import changes_table, problems_table
from districts.imports.page import title_of
from districts.imports.words import ACTIONS, What
from districts.letter import KINDS, arrival
from districts.models import ImportRun
from districts.policy import Power, require
from districts.signing_in.step_up import ask_first, is_fresh
from spacesedu.lib import clock, csv_cells
from spacesedu.lib.filters import Chip, Choice, chosen_id, options
from spacesedu.lib.keyset import page_in_groups, page_of
from spacesedu.lib.search import search_term, term

WAITING = "waiting"


@require_safe
def changes_list(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """List the changes, fifty a page; what is asked for stands in the address."""
    actor, run = _run(request, run_id)
    wanted = _changes_wanted(request)
    found = changes.wanted_changes(actor, run, wanted).select_related("school")
    page = page_in_groups(
        found, request, among=changes.changes_of(run), group=changes.GROUPS, by=changes.ORDER
    )
    rows = change_rows.rows_of(actor, run, page.rows)
    numbers = changes.numbers_of(run)
    kinds = [
        (kind, label)
        for kind, label in KINDS.items()
        if kind == wanted.kind or any(numbers.get(kind, {}).values())
    ]
    context = {
        **_about(run),
        "rows": rows,
        "values": any(row.facts for row in rows),
        "page": page,
        "search": wanted.search,
        "choices": [
            Choice("kind", _("Kind"), _("Everything"), options(kinds, wanted.kind)),
            by_school(schools_for(actor), wanted.school),
        ],
        "chips": _chips(request, run, wanted, numbers),
        "what": wanted.what,
        "asked": asked(request),
        "narrowed": wanted != changes.Wanted(),
    }
    return render(request, "districts/import_changes.html", context)


@require_safe
def problems_list(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """List the problems in the order of the package, fifty a page."""
    actor, run = _run(request, run_id)
    wanted = _problems_wanted(request)
    found = problems.wanted_problems(run, wanted)
    page = page_of(found, request, among=problems.problems_of(run), by=problems.ORDER)
    files = [(name, name) for name in problems.files_of(run)]
    rows = problems.rows_of(actor, run, page.rows)
    context = {
        **_about(run),
        "rows": rows,
        "expects": any(row.expected for row in rows),
        "page": page,
        "search": wanted.search,
        "choices": [
            Choice("file", _("File"), _("All files"), options(files, wanted.file)),
            Choice(
                "code", _("Problem"), _("Everything"), options(problems.codes_of(run), wanted.code)
            ),
        ],
        "asked": asked(request),
        "narrowed": wanted != problems.Wanted(),
    }
    return render(request, "districts/import_problems.html", context)


@require_POST
def changes_csv(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Send the filtered list of changes as a file, once it is noted who takes it along."""
    actor, run = _run(request, run_id)
    if not is_fresh(request):
        return _ask_first(request, "districts:import_changes", run)
    note_download(run=run, what="changes", by=actor, at=clock.now())
    found = changes.wanted_changes(actor, run, _changes_wanted(request))
    return _file(run, "changes", csv_cells.lines(changes_table(actor, run, found)))


@require_POST
def problems_csv(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Send the filtered list of problems as a file, for whoever keeps the school's system."""
    actor, run = _run(request, run_id)
    if not is_fresh(request):
        return _ask_first(request, "districts:import_problems", run)
    note_download(run=run, what="problems", by=actor, at=clock.now())
    found = problems.wanted_problems(run, _problems_wanted(request))
    return _file(run, "problems", csv_cells.lines(problems_table(actor, run, found)))


def asked(request: HttpRequest) -> str:
    """Return what narrows the list, as it stands in the address, with its question mark."""
    query = request.GET.copy()
    for place in ("after", "before", "page"):
        query.pop(place, None)
    return f"?{query.urlencode()}" if query else ""


def _run(request: HttpRequest, run_id: uuid.UUID) -> tuple[Actor, ImportRun]:
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    return actor, get_object_or_404(runs_for(actor), id=run_id)


def _about(run: ImportRun) -> dict[str, object]:
    """Return what stands above either list."""
    return {"run": run, "title": title_of(run), "day": arrival(run, run.district.zone)}


def _changes_wanted(request: HttpRequest) -> changes.Wanted:
    """Return what the address asks for; what it has mistyped narrows nothing."""
    kind, what = request.GET.get("kind", ""), request.GET.get("what", "")
    return changes.Wanted(
        search=search_term(request),
        kind=kind if kind in KINDS else "",
        what=what if what in ACTIONS else "",
        school=chosen_id(request, "school"),
        waiting=request.GET.get("show") == WAITING,
    )


def _problems_wanted(request: HttpRequest) -> problems.Wanted:
    return problems.Wanted(
        search=search_term(request),
        file=term(request.GET.get("file", "")),
        code=term(request.GET.get("code", "")),
    )


def _chips(
    request: HttpRequest,
    run: ImportRun,
    wanted: changes.Wanted,
    numbers: Mapping[str, Counter[str]],
) -> list[Chip]:
    """Return what narrows by what becomes of a row; where some wait or have waited, those too.

    How many there are is known by kind alone: beside other filters nothing is counted.
    """
    counted = not wanted.words and wanted.school is None
    kinds = [wanted.kind] if wanted.kind else numbers
    found = sum((numbers.get(kind, Counter()) for kind in kinds), Counter[str]())
    waits = found.pop(changes.WAITS, 0)
    plain = not wanted.waiting
    chips = [
        Chip(
            _("All"),
            _with(request),
            current=plain and not wanted.what,
            count=found.total() if counted else None,
        )
    ]
    chips += [
        Chip(
            what.label,
            _with(request, what=what.value),
            current=plain and wanted.what == what,
            count=found[what] if counted else None,
        )
        for what in What
    ]
    if wanted.waiting or any(of_a_kind[changes.WAITS] for of_a_kind in numbers.values()):
        chips.append(
            Chip(
                _("Waits") if run.removals_held else _("Not carried out"),
                _with(request, show=WAITING),
                current=wanted.waiting,
                count=waits if counted else None,
            )
        )
    return chips


def _with(request: HttpRequest, **narrowed: str) -> str:
    """Return the list's first page with its other filters, and these of the chips."""
    query = request.GET.copy()
    for name in ("after", "before", "page", "what", "show"):
        query.pop(name, None)
    query.update(narrowed)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _ask_first(request: HttpRequest, name: str, run: ImportRun) -> HttpResponseBase:
    back = reverse(name, kwargs={"run_id": run.pk})
    return ask_first(request, back=f"{back}{asked(request)}#download")


def _file(run: ImportRun, what: str, lines: Iterator[str]) -> HttpResponseBase:
    name = f"import-{arrival(run, run.district.zone):%Y-%m-%d}-{what}.csv"
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
