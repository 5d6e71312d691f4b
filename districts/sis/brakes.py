"""When a run waits for a person. Pure: counts in, reasons out.

Two kinds of hold. *Whole run*: nothing is applied. *Removals*: a school that would lose more than a
tenth and more than five rows of a kind loses nothing yet, everything else goes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why a run, or its removals, wait."""

    FIRST_RUN = "first_run"
    AUTO_CREATE_NEW = "auto_create_new"
    IDS_CHANGED = "ids_changed"
    MUCH_CHANGED = "much_changed"
    SCHOOL_GONE = "school_gone"
    FILE_GONE = "file_gone"
    EMAIL_MATCHES = "email_matches"
    REMOVALS = "removals"
    QUIET_DAY = "quiet_day"
    EMAIL_CHANGES = "email_changes"
    EARLIER_WAITS = "earlier_waits"
    MOVED = "moved"


# Nothing else of the run waits for these.
PARTIAL = frozenset({Reason.REMOVALS, Reason.QUIET_DAY, Reason.EMAIL_CHANGES})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How much is too much. A year's rollover is one run with higher ones, chosen by a person."""

    removed_percent: int = 10
    removed_rows: int = 5
    changed_percent: int = 75


@dataclass(frozen=True, slots=True)
class Tally:
    """What would become of one kind of row."""

    created: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0

    @property
    def standing(self) -> int:
        """Return how many rows were there before, as far as this run speaks of them."""
        return self.changed + self.ended + self.unchanged

    @property
    def touched(self) -> int:
        """Return how many of those would not stay as they are."""
        return self.changed + self.ended

    @property
    def anything(self) -> bool:
        """Tell whether the run would do anything."""
        return bool(self.created or self.touched)


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """New people of a kind who look like missing ones, and how many are missing."""

    new: int
    missing: int


@dataclass(frozen=True, slots=True)
class Signs:
    """What a whole run is judged by.

    ``schools_gone``: students leave a school that the package does not name; ``emptied``: the most
    who leave a school in which nobody would be left. ``marks``: the run also notes which ids are
    named, which alone is no reason to hold anything.
    """

    first_run: bool
    auto_create_new: bool
    files_gone: bool
    schools_gone: bool
    email_matches: int
    lookalikes: tuple[Lookalikes, ...]
    tallies: Mapping[str, Tally]
    emptied: int = 0
    marks: bool = False
    standing: Mapping[str, int] = field(default_factory=dict)
    """How many rows of a kind there are, where a package names only those it changes."""

    @property
    def anything(self) -> bool:
        """Tell whether there is anything to apply."""
        return self.marks or any(tally.anything for tally in self.tallies.values())


@dataclass(frozen=True, slots=True)
class Loss[School]:
    """How many of a school's rows of a kind would go."""

    kind: str
    school: School
    standing: int
    ended: int


def reasons_to_hold(signs: Signs, thresholds: Thresholds) -> tuple[Reason, ...]:
    """Return why nothing of the run may be applied without a person; empty: it may."""
    if not signs.files_gone and not any(tally.anything for tally in signs.tallies.values()):
        return ()
    ids_changed = any(_ids_changed(pair, thresholds) for pair in signs.lookalikes)
    # Whoever has a new id leaves a school that is there all the same, and the only student of one
    # may leave like any other.
    emptied = signs.emptied > 1 and not ids_changed
    found = {
        Reason.FIRST_RUN: signs.first_run,
        Reason.AUTO_CREATE_NEW: signs.auto_create_new,
        Reason.IDS_CHANGED: ids_changed,
        Reason.MUCH_CHANGED: _much_changed(signs, thresholds),
        Reason.SCHOOL_GONE: signs.schools_gone or emptied,
        Reason.FILE_GONE: signs.files_gone,
        Reason.EMAIL_MATCHES: signs.email_matches > 0,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def braked[School](losses: Iterable[Loss[School]], thresholds: Thresholds) -> list[Loss[School]]:
    """Return the losses that are too large.

    All removals in their schools wait, not only those of that kind: a student who stays for now
    keeps their classes and family, too.
    """
    return [
        loss
        for loss in losses
        if loss.ended > thresholds.removed_rows
        and loss.ended * 100 > thresholds.removed_percent * loss.standing
    ]


def _ids_changed(pair: Lookalikes, thresholds: Thresholds) -> bool:
    """Many "new" matching many "missing": more than five, and most of those who are missing."""
    return pair.new > thresholds.removed_rows and pair.new * 2 > pair.missing


def _much_changed(signs: Signs, thresholds: Thresholds) -> bool:
    """Of all rows together, or of one kind of which there are more than a handful."""
    parts = [
        (tally.touched, max(tally.standing, signs.standing.get(kind, 0)))
        for kind, tally in signs.tallies.items()
    ]
    everything = (sum(touched for touched, _ in parts), sum(standing for _, standing in parts))
    many = [part for part in parts if part[0] > thresholds.removed_rows]
    return any(
        touched * 100 > thresholds.changed_percent * standing
        for touched, standing in [everything, *many]
    )
