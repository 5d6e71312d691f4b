"""What an import format is: a value. Files and columns are declared; their meaning stands in SQL.

A second format is another such value beside ``advanced_csv.py`` and a folder of statements that
fill the ``incoming_…`` tables; from there on every format goes the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class Kind(Enum):
    """How a column's text is read."""

    TEXT = "text"
    WORD = "word"  # one of a few words, in any case
    EMAIL = "email"  # also gives <field>_key, by which spellings are compared
    DATE = "date"
    GRADE = "grade"  # also gives raw_<field>, as the file has it


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file. Without ``field`` it is known and not read.

    ``required``: the column must be there. ``blank``: its value may be missing nevertheless.
    """

    header: str
    field: str = ""
    required: bool = False
    blank: bool = True
    kind: Kind = Kind.TEXT
    longest: int = 255
    words: tuple[str, ...] = ()


def must(
    header: str,
    field: str,
    kind: Kind = Kind.TEXT,
    *,
    longest: int = 255,
    words: tuple[str, ...] = (),
) -> Column:
    """Return a column that must be there and whose value must be, too."""
    return Column(
        header, field, required=True, blank=False, kind=kind, longest=longest, words=words
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """Rows with equal ``key`` must agree on ``same``, or none of them is taken."""

    key: tuple[str, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One file of a format.

    ``part`` is what it tells of: absence counts only for parts whose file has rows. Rows with equal
    ``key`` are one thing. Without a ``needed`` file a run is held.
    """

    name: str
    part: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    needed: bool = False

    @property
    def read(self) -> tuple[Column, ...]:
        """Return the columns that are read."""
        return tuple(column for column in self.columns if column.field)


@dataclass(frozen=True, slots=True)
class Format:
    """An import format: its files in the order they are read, and the statements that read them.

    ``things`` are statements about students, staff and classes; ``ties`` about what refers to them,
    run once everybody is recognised.
    """

    name: str
    files: tuple[FileSpec, ...]
    folder: Path
    things: tuple[str, ...]
    ties: tuple[str, ...]
    ignored: frozenset[str] = field(default_factory=frozenset)

    @property
    def by_name(self) -> Mapping[str, FileSpec]:
        """Return the files by name."""
        return {spec.name: spec for spec in self.files}

    @property
    def parts(self) -> tuple[str, ...]:
        """Return what the format can tell of."""
        return tuple(spec.part for spec in self.files)
