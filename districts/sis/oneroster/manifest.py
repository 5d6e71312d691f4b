"""``manifest.csv``: which version a package has, and how much each file tells. Pure: bytes in.

Read with patience: any case, with or without its header, and what is not understood is left to the
rows of the files. A manifest is a hint; it never makes a file disappear.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from districts.sis.oneroster.files import MANIFEST
from districts.sis.problems import Problem, problem

MOST_BYTES = 64 * 1024
VERSIONS = {"1.0", "1.1", "1.1.1", "1.2", "1.2.1"}
HEADER = ["propertyName", "value"]


class Mode(StrEnum):
    """How much a file tells: everything, only what changed, or nothing."""

    BULK = "bulk"
    DELTA = "delta"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``version`` is blank where it is not known. ``modes`` are by the folded name of the file."""

    version: str = ""
    modes: Mapping[str, Mode] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()

    def mode(self, name: str) -> Mode | None:
        """Return what is said of the file ``name``; None where nothing is."""
        return self.modes.get(name.casefold())


def parse(content: bytes) -> Manifest:
    """Return what a manifest says; its notes tell what of it was not as it should be."""
    rows = _rows(content)
    notes = [] if rows[:1] == [HEADER] else [_note("manifest_header", line=1)]
    version, modes, unclear = "", dict[str, Mode](), set[str]()
    for line, row in enumerate(rows, 1):
        name, value = (*(cell.strip() for cell in row), "", "")[:2]
        what = name.casefold()
        if what == "oneroster.version":
            version = value if value in VERSIONS else ""
            notes += [] if version else [_note("manifest_version", line, name, value)]
        elif what.startswith("file."):
            file = f"{what.removeprefix('file.').removesuffix('.csv')}.csv"
            mode = _mode(value)
            if value and (mode is None or modes.setdefault(file, mode) is not mode):
                unclear.add(file)
                notes.append(_note("manifest_mode", line, name, value))
    return Manifest(
        version, {name: mode for name, mode in modes.items() if name not in unclear}, tuple(notes)
    )


def _rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig", "replace").replace("\0", "")
    try:
        return list(csv.reader(text.splitlines()))
    except csv.Error:
        return []


def _mode(value: str) -> Mode | None:
    return next((mode for mode in Mode if mode == value.casefold()), None)


def _note(code: str, line: int, column: str = "", detail: str = "") -> Problem:
    return problem(code, file=MANIFEST, line=line, column=column[:120], detail=detail[:120])
