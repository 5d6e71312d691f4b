"""The page of one run, written like a letter: what arrived, what changed or would, what waits."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.activity.people import in_words
from districts.imports.new_ids import REASON as IDS_CHANGED
from districts.imports.new_ids import has_offers, lookalikes
from districts.imports.waiting import (
    ANSWERABLE,
    Tallies,
    discarded_rows,
    emails_waiting,
    held_rows,
    losses_by_school,
    noticed,
    rows_behind,
)
from districts.imports.words import What, Words
from districts.letter import (
    KINDS,
    REST_CARRIED_OUT,
    REST_REPLACED,
    Told,
    arrival,
    failure_of,
    reason_in_words,
    state_of,
)
from districts.models import ConnectionKind, ImportRun, RunState, School, StoredPackage
from districts.sis.answers import may_undo
from districts.sis.progress import Progress, Stage, progress_of
from spacesedu.lib import clock

# Those of whom it is told in people and schools what they would do.
ASKED = ANSWERABLE | {RunState.PLANNED}
UNFINISHED = frozenset({RunState.RECEIVED, RunState.APPROVED})

STAGES: dict[Stage, Words] = {
    Stage.WAITING: gettext_lazy("Waiting for its turn"),
    Stage.READING: gettext_lazy("Reading the files"),
    Stage.CHECKING: gettext_lazy("Checking every row"),
    Stage.PLANNING: gettext_lazy("Comparing with what is known"),
    Stage.APPLYING: gettext_lazy("Bringing the changes in"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """How many rows, in which word, and where they are listed; empty where there are none."""

    label: Words
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of row: what became of it, how much waits, and how many stay as they were."""

    label: Words
    figures: list[Figure]
    waits: Figure
    unchanged: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in: the package by its name, rows of each file where they were counted."""

    name: str
    files: list[tuple[str, int]]
    left_out: list[str]
    erased: bool


@dataclass(frozen=True, slots=True)
class Working:
    """How far a worker is."""

    stage: Words
    percent: int


@dataclass(frozen=True, slots=True)
class Other:
    """Another run that this one has to do with: what it is, and when its package came."""

    run: uuid.UUID
    title: str
    day: datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """Who undid a run and when; ``run`` is the undo, which tells what it put back."""

    at: datetime
    by: str
    run: uuid.UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the page of a run says besides its problems."""

    run: ImportRun
    title: str
    day: datetime
    state: Told
    by: str
    answered_by: str
    answered: datetime | None
    failure: Words
    arrived: Arrived | None
    working: Working | None
    lines: list[Line]
    """Kinds of which something differs; ``unchanged`` counts the rows of all kinds that do not."""
    unchanged: int
    done: bool
    """What the lines tell has happened; else it would, or would have if it is ``over``."""
    over: bool
    discarded: int
    """How many rows waited and were discarded, while the others were carried out."""
    undone: Undone | None
    answerable: bool
    offers_ids: bool
    """New people look like missing ones: the plan offers to take them for the same."""
    lookalikes: int
    """How many do where that is not why it waits: a few at once pass without a question."""
    reasons: list[Words]
    losses: list[tuple[str, str]]
    """Schools where removals wait, and what each would lose."""
    noticed: list[str]
    """What people would notice of a yes; ``behind`` are the rows that go with it."""
    behind: list[str]
    emails_waiting: int
    nameless: int
    """How many schools would write to families without a name of their own."""
    something_waits: bool
    undoes: Other | None
    follows: Other | None
    """The run that left waiting what this one carries out."""
    carried_out_by: Other | None
    """The run that did later what this one had left waiting."""
    replaced_by: Other | None
    """The run whose package says anew what this one had left waiting."""
    undoable: bool
    uploaded: bool
    """The package comes from somebody's hands, who may hand it in once more."""


def letter(run: ImportRun) -> Letter:
    """Write the letter of one run; its times are told on the district's clocks."""
    zone, state = run.district.zone, run.state()
    held = held_rows(run)
    answer = run.approved_at or run.discarded_at
    emails = emails_waiting(run, held) if state in ANSWERABLE else 0
    carried_out_by, replaced_by = _went_on(run)
    return Letter(
        run=run,
        title=title_of(run),
        day=arrival(run, zone),
        state=_state(run, carried_out_by, replaced_by),
        by=str(run.asked_by or in_words(run.received_by)),
        answered_by=str(run.answered_by or ""),
        answered=clock.wall_time(answer, zone) if answer and run.answered_by else None,
        failure=failure_of(run),
        arrived=_arrived(run, run.package) if run.package else None,
        working=_working(progress_of(run)) if state in UNFINISHED else None,
        # A plan that is being made anew is not the one of before.
        lines=_lines(run, held) if state is not RunState.RECEIVED else [],
        unchanged=sum(counts.get("unchanged", 0) for counts in run.counts.values()),
        done=run.applied_at is not None,
        over=state in {RunState.DISCARDED, RunState.FAILED},
        discarded=discarded_rows(run),
        undone=_undone(run, zone),
        answerable=state in ANSWERABLE,
        offers_ids=has_offers(run),
        lookalikes=lookalikes(run),
        reasons=[reason_in_words(reason) for reason in _in_order(run.hold_reasons)],
        losses=losses_by_school(run) if state in ASKED else [],
        noticed=noticed(run, held) if state in ASKED else [],
        behind=rows_behind(run, held) if state in ANSWERABLE else [],
        emails_waiting=emails,
        nameless=_nameless(run) if emails else 0,
        something_waits=bool(held),
        undoes=_other(run.undoes),
        follows=_other(run.follows),
        carried_out_by=_other(carried_out_by),
        replaced_by=_other(replaced_by),
        undoable=run.applied_at is not None and run.undone_at is None and may_undo(run),
        uploaded=run.connection.kind == ConnectionKind.FILES,
    )


def _in_order(reasons: list[str]) -> list[str]:
    """Return new ids first: people, classes and schools that are missed may all come of them."""
    return sorted(reasons, key=lambda reason: reason != IDS_CHANGED)


def title_of(run: ImportRun) -> str:
    """Return what a run is called without its day."""
    if run.undoes_id is not None:
        return _("Undo of an import")
    if run.follows_id is not None:
        return _("What had waited")
    return _("Rehearsal") if run.dry_run else _("Import")


def _other(run: ImportRun | None) -> Other | None:
    return Other(run.pk, title_of(run), arrival(run, run.district.zone)) if run else None


def _went_on(run: ImportRun) -> tuple[ImportRun | None, ImportRun | None]:
    """Return the run that carried out what had waited, or else the one that took its place."""
    found = ImportRun.objects.select_related("district")
    done = found.filter(follows=run, applied_at__isnull=False)
    follower = done.order_by("-applied_at").first()
    if follower or run.discarded_at is None or run.discarded_by:
        return follower, None
    later = found.filter(
        district_id=run.district_id, connection=run.connection_id, planned_at=run.discarded_at
    )
    return None, later.exclude(pk=run.pk).order_by("pk").first()


def _state(run: ImportRun, carried_out_by: object, replaced_by: object) -> Told:
    """Return the state in words; here it is known which of two became of the rest."""
    over = run.state() is RunState.APPLIED and run.discarded_at and not run.discarded_by
    if over and carried_out_by:
        return REST_CARRIED_OUT
    return REST_REPLACED if over and replaced_by else state_of(run)


def _undone(run: ImportRun, zone: ZoneInfo) -> Undone | None:
    if run.undone_at is None:
        return None
    undo = run.undoings.filter(applied_at__isnull=False).latest("applied_at")
    return Undone(clock.wall_time(run.undone_at, zone), str(run.undone_by or ""), undo.pk)


def _lines(run: ImportRun, held: Tallies) -> list[Line]:
    lines = []
    for kind, label in KINDS.items():
        counts, waits = run.counts.get(kind, {}), held.get(kind, {})
        if waits or any(counts.get(what, 0) for what in What):
            figures = [
                Figure(what.label, counts.get(what, 0), _url(run, kind, what=what)) for what in What
            ]
            waiting = sum(waits.values())
            lines.append(
                Line(
                    label,
                    figures,
                    Figure(_("Waits"), waiting, _url(run, kind, show="waiting")),
                    counts.get("unchanged", 0),
                )
            )
    return lines


def _url(run: ImportRun, kind: str, **narrowed: str) -> str:
    path = reverse("districts:import_changes", kwargs={"run_id": run.pk})
    pairs = "&".join(f"{name}={value}" for name, value in {"kind": kind, **narrowed}.items())
    return f"{path}?{pairs}"


def _arrived(run: ImportRun, package: StoredPackage) -> Arrived:
    files = run.settings.get("files", {})
    return Arrived(
        package.name,
        sorted((str(name), int(rows)) for name, rows in files.items()),
        [str(name).replace("\t", " · ") for name in package.left_out],
        package.erased_at is not None,
    )


def _nameless(run: ImportRun) -> int:
    return School.objects.filter(district_id=run.district_id, name="").count()


def _working(progress: Progress) -> Working:
    return Working(STAGES[progress.stage], progress.percent)
