"""How much a file tells, from the manifest's word and its rows' status. Pure: counts in.

The manifest's word comes first. A file some of whose rows have a status and others not is neither
whole nor a list of changes: what it adds is taken, and nothing is removed because of it.
"""

from dataclasses import dataclass

from districts.sis.oneroster.manifest import Mode

MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Rows:
    """A file's rows: all that could be read, those with a status or a date, those without an id.

    ``with_role`` counts users with a role in their own row, as before version 1.2.
    """

    readable: int
    stamped: int
    nameless: int
    with_role: int = 0

    @property
    def mixed(self) -> bool:
        """Tell whether some have a status and some not."""
        return 0 < self.stamped < self.readable


@dataclass(frozen=True, slots=True)
class Way:
    """How a file is read. ``whole``: what it does not name is not there any more.

    ``mode`` is what a row's status means: in ``bulk`` it may say that something has ended, in
    ``delta`` each row needs one, in ``mixed`` none ends anything.
    """

    mode: str
    whole: bool
    notes: tuple[str, ...] = ()

    @property
    def additive(self) -> bool:
        """Tell whether the file is so doubtful that nothing of it may end anything."""
        return not {"mixed_status", "file_unexpected"}.isdisjoint(self.notes)


def way(declared: Mode | None, rows: Rows) -> Way:
    """Return how a file with rows is read."""
    if declared is Mode.DELTA:
        return Way(Mode.DELTA, whole=False, notes=() if rows.stamped else ("delta_unstamped",))
    absent = ("file_unexpected",) if declared is Mode.ABSENT else ()
    if rows.mixed:
        return Way(MIXED, whole=False, notes=(*absent, "mixed_status"))
    if declared is None and rows.stamped:
        # Everything with its date, or only the changes? Nobody says, so nothing is removed.
        return Way(Mode.BULK, whole=False, notes=("stamped_undeclared",))
    notes = [*absent]
    notes += ["status_in_bulk"] if rows.stamped else []
    notes += ["nameless_rows"] if rows.nameless else []
    return Way(Mode.BULK, whole=not absent and not rows.nameless, notes=tuple(notes))
