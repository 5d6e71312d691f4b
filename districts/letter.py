"""An import run as a letter: what arrived, what changed or would, what waits and why. Pure."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.models import ImportRun, RunState

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Told:
    """A state in words: a short one for a list, a sentence for the letter, kind and icon."""

    label: Words
    sentence: Words
    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of row and what became of it."""

    label: Words
    created: int
    changed: int
    ended: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the page of a run says besides its problems."""

    run: ImportRun
    arrived: datetime
    state: Told
    lines: list[Line]
    reasons: list[Words]


STATES = {
    RunState.UNDONE: Told(
        _("Undone"),
        _("This import was undone; what it changed is as it was before."),
        "note",
        "undo-2",
    ),
    RunState.FAILED: Told(
        _("Failed"), _("The import broke off. Nothing was changed."), "danger", "circle-alert"
    ),
    RunState.REFUSED: Told(
        _("Refused"),
        _("The package could not be read. Nothing was changed."),
        "danger",
        "circle-alert",
    ),
    RunState.APPLIED: Told(
        _("Applied"), _("The latest package has been taken over."), "good", "check"
    ),
    RunState.REMOVALS_HELD: Told(
        _("Removals wait"),
        _("Additions and changes are in. The removals wait for a person to look at them."),
        "warn",
        "hourglass",
    ),
    RunState.HELD: Told(
        _("Waits"),
        _("Nothing was changed yet: a person has to look at the plan."),
        "warn",
        "hourglass",
    ),
    RunState.PLANNED: Told(
        _("Planned"), _("This was a rehearsal: what would change, and nothing did."), "note", "eye"
    ),
    RunState.NOTHING: Told(
        _("Nothing to do"), _("The package says what is known already."), "good", "check"
    ),
    RunState.RECEIVED: Told(
        _("Being read"), _("The package has arrived and is being read."), "note", "hourglass"
    ),
}

KINDS: dict[str, Words] = {
    "schools": _("Schools"),
    "students": _("Students"),
    "memberships": _("School memberships"),
    "staff": _("Staff"),
    "classes": _("Classes"),
    "enrolments": _("Enrolments"),
    "contacts": _("Family members"),
    "family_links": _("Family links"),
    "associations": _("School associations"),
    "invitations": _("Invitations"),
}

REASONS: dict[str, Words] = {
    "first_run": _("This is the first import of this connection."),
    "auto_create_new": _("Creating School-Family associations automatically is newly on."),
    "ids_changed": _("Many new people match many missing ones: their ids may have changed."),
    "much_changed": _("More than three quarters would change."),
    "school_gone": _("A whole school is missing from the package."),
    "file_gone": _("A file that is required is missing from the package."),
    "email_matches": _("New ids came with known addresses: are these the same people?"),
    "removals": _("More than a tenth of a school's rows would go."),
}


def letter(run: ImportRun, zone: ZoneInfo) -> Letter:
    """Write the letter of one run; its times are told on the district's clocks."""
    return Letter(
        run=run,
        arrived=arrival(run, zone),
        state=state_of(run),
        lines=[_line(kind, counts) for kind, counts in run.counts.items() if any(counts.values())],
        reasons=[reason_in_words(reason) for reason in run.hold_reasons],
    )


def arrival(run: ImportRun, zone: ZoneInfo) -> datetime:
    """Return day and time of arrival as the district's clocks showed them, without a zone."""
    return run.received_at.astimezone(zone).replace(tzinfo=None)


def state_of(run: ImportRun) -> Told:
    """Return the run's state in words."""
    return STATES[run.state()]


def reason_in_words(reason: str) -> Words:
    """Return why something waits; a reason this page does not know is shown as it is."""
    return REASONS.get(reason, reason)


def _line(kind: str, counts: dict[str, int]) -> Line:
    return Line(
        KINDS.get(kind, kind),
        counts.get("created", 0),
        counts.get("changed", 0),
        counts.get("ended", 0),
        counts.get("unchanged", 0),
    )
