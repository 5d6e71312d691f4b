"""An import run in words: how it stands, what it did, and why something waits. Pure."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from districts.models import ImportRun, RunState
from spacesedu.lib.numbers import grouped

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Told:
    """A state in words: a short one for a list, a sentence for the letter, kind and icon."""

    label: Words
    sentence: Words
    kind: str
    icon: str


STATES = {
    RunState.UNDONE: Told(
        gettext_lazy("Undone"),
        gettext_lazy("This import was undone; what it changed is as it was before."),
        "note",
        "undo-2",
    ),
    RunState.FAILED: Told(
        gettext_lazy("Failed"),
        gettext_lazy("The import broke off. Nothing was changed."),
        "danger",
        "circle-alert",
    ),
    RunState.REFUSED: Told(
        gettext_lazy("Refused"),
        gettext_lazy("The package could not be taken. Nothing was changed."),
        "danger",
        "circle-alert",
    ),
    RunState.APPLIED: Told(
        gettext_lazy("Applied"),
        gettext_lazy("What the package says is in."),
        "good",
        "check",
    ),
    RunState.REMOVALS_HELD: Told(
        gettext_lazy("Some of it waits"),
        gettext_lazy("Additions and changes are in. The rest waits for a person to look at it."),
        "warn",
        "hourglass",
    ),
    RunState.HELD: Told(
        gettext_lazy("Waits"),
        gettext_lazy("Nothing was changed yet: the plan waits for somebody to look at it."),
        "warn",
        "hourglass",
    ),
    RunState.APPROVED: Told(
        gettext_lazy("Approved"),
        gettext_lazy("A person has said yes. It is being carried out."),
        "note",
        "hourglass",
    ),
    RunState.DISCARDED: Told(
        gettext_lazy("Discarded"),
        gettext_lazy("What waited was not carried out, and will not be."),
        "",
        "ban",
    ),
    RunState.PLANNED: Told(
        gettext_lazy("Rehearsal"),
        gettext_lazy("This was a rehearsal: it tells what would change, and changed nothing."),
        "note",
        "eye",
    ),
    RunState.NOTHING: Told(
        gettext_lazy("Nothing to do"),
        gettext_lazy("The package says what is known already."),
        "good",
        "check",
    ),
    RunState.RECEIVED: Told(
        gettext_lazy("Being read"),
        gettext_lazy("The package has arrived and is being read."),
        "note",
        "hourglass",
    ),
}
# Of all its rows none was for this connection, or none could be taken.
_NOTHING_TAKEN = Told(
    gettext_lazy("Nothing taken"),
    gettext_lazy("Not one row of the package could be taken. The problems below say why."),
    "warn",
    "circle-alert",
)
_TURNING = Told(
    gettext_lazy("Being undone"),
    gettext_lazy("What the import changed is being put back."),
    "note",
    "hourglass",
)
_TURNED = Told(
    gettext_lazy("Done"),
    gettext_lazy("What the import had changed is as it was before."),
    "good",
    "undo-2",
)
# Discarded as a whole by a person: see STATES. The others say what became of what waited.
_REPLACED = Told(
    gettext_lazy("Replaced"),
    gettext_lazy("A later package has taken its place. Nothing of this one was carried out."),
    "",
    "replace",
)
_REST_DISCARDED = Told(
    gettext_lazy("Applied"),
    gettext_lazy("Additions and changes are in. What waited was discarded."),
    "good",
    "check",
)
REST_CARRIED_OUT = Told(
    gettext_lazy("Applied"),
    gettext_lazy("Additions and changes are in. What waited was carried out later."),
    "good",
    "check",
)
REST_REPLACED = Told(
    gettext_lazy("Applied"),
    gettext_lazy(
        "Additions and changes are in. A later package has taken the place of what waited."
    ),
    "good",
    "check",
)
# Where the later import is not known.
_REST_OVER = Told(
    gettext_lazy("Applied"),
    gettext_lazy(
        "Additions and changes are in. What waited was carried out later, or a later package has "
        "taken its place."
    ),
    "good",
    "check",
)

# In the order of a plan. What stands in a plan besides is the importer's own book-keeping.
KINDS: dict[str, Words] = {
    "schools": gettext_lazy("Schools"),
    "students": gettext_lazy("Students"),
    "memberships": gettext_lazy("School memberships"),
    "staff": gettext_lazy("Staff"),
    "classes": gettext_lazy("Classes"),
    "enrolments": gettext_lazy("Enrolments"),
    "contacts": gettext_lazy("Family members"),
    "family_links": gettext_lazy("Family links"),
    "associations": gettext_lazy("School associations"),
    "invitations": gettext_lazy("Invitations"),
}

REASONS: dict[str, Words] = {
    "first_run": gettext_lazy("This is the first import of this connection."),
    "auto_create_new": gettext_lazy(
        "Creating School-Family associations automatically is newly on: these people would be "
        "invited for the first time."
    ),
    "ids_changed": gettext_lazy(
        "Many new people look like people who are missing now. Your school's system may have given "
        "everybody a new id."
    ),
    "much_changed": gettext_lazy("More would change than your district lets pass unseen."),
    "school_gone": gettext_lazy("A whole school is missing from the package."),
    "file_gone": gettext_lazy("A file that has to come is missing or empty."),
    "email_matches": gettext_lazy(
        "New ids came with e-mail addresses of people you have: are these the same people?"
    ),
    "email_changes": gettext_lazy(
        "Some adults seem to have a new e-mail address. Have a look whether they are the same "
        "people."
    ),
    "removals": gettext_lazy(
        "A school would lose more people, classes or family links at once than your district lets "
        "pass unseen."
    ),
    "quiet_day": gettext_lazy("Today is a quiet day: nothing is removed on it."),
    "earlier_waits": gettext_lazy("An earlier import of this connection waits for an answer."),
    "moved": gettext_lazy(
        "Something has changed since the plan was approved, so there is a new plan to look at."
    ),
}

FAILURES: dict[str, Words] = {
    "no_room": gettext_lazy("There was no room left to keep or read the package."),
    "broke_off": gettext_lazy("It broke off three times. Hand the package in again later."),
}


def arrival(run: ImportRun, zone: ZoneInfo) -> datetime:
    """Return day and time of arrival as the district's clocks showed them, without a zone."""
    return run.received_at.astimezone(zone).replace(tzinfo=None)


def state_of(run: ImportRun) -> Told:
    """Return the run's state in words; one that takes another back speaks of that."""
    state = run.state()
    if run.undoes_id is not None and state is RunState.RECEIVED:
        return _TURNING
    if run.undoes_id is not None and state in {RunState.APPLIED, RunState.NOTHING}:
        return _TURNED
    if state is RunState.NOTHING and _took_nothing(run):
        return _NOTHING_TAKEN
    if run.discarded_at is not None and state in {RunState.DISCARDED, RunState.APPLIED}:
        return _put_aside(run)
    return STATES[state]


def _took_nothing(run: ImportRun) -> bool:
    """Tell whether there were rows, and nothing of them is known as it was before."""
    files = run.settings.get("files", {})
    known = any(counts.get("unchanged", 0) for counts in run.counts.values())
    return any(files.values()) and not known


def _put_aside(run: ImportRun) -> Told:
    """Tell who let what waited go: a person, or the package that came after it."""
    by_a_person = bool(run.discarded_by)
    if run.applied_at is not None:
        return _REST_DISCARDED if by_a_person else _REST_OVER
    return STATES[RunState.DISCARDED] if by_a_person else _REPLACED


def reason_in_words(reason: str) -> Words:
    """Return why something waits; a reason this page does not know is shown as it is."""
    return REASONS.get(reason, reason)


def failure_of(run: ImportRun) -> Words:
    """Return what broke the run off; a fault of the program is Support's to look into."""
    if not run.failure:
        return ""
    return FAILURES.get(
        run.failure, _("Something in the program went wrong. Write to Support about it.")
    )


def deed_of(run: ImportRun) -> str:
    """Return what a run did, or would have done, in one line: "12 new · 3 changed"."""
    sums = {
        what: sum(counts.get(what, 0) for counts in run.counts.values())
        for what in ("created", "changed", "ended")
    }
    words = {
        "created": ngettext("%(number)s new", "%(number)s new", sums["created"]),
        "changed": ngettext("%(number)s changed", "%(number)s changed", sums["changed"]),
        "ended": ngettext("%(number)s ended", "%(number)s ended", sums["ended"]),
    }
    deed = " · ".join(
        words[what] % {"number": grouped(number)} for what, number in sums.items() if number
    )
    return _("In the plan: %(deed)s") % {"deed": deed} if deed and not run.applied_at else deed
