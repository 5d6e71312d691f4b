"""What an import format is: a value. Files and columns are declared; their meaning stands in SQL.

Another format is another such value beside ``advanced_csv.py`` and a folder of statements that
fill the ``incoming_…`` tables; from there on every format goes the same way. Where a format has its
own way of saying how much a file tells (a manifest, rows that speak of changes only), it brings a
``judge``.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

from districts.sis.package import Package
from districts.sis.problems import Problem, problem


class Kind(Enum):
    """How a column's text is read."""

    TEXT = "text"
    WORD = "word"  # one of a few words, in any case
    EMAIL = "email"  # also gives <field>_key, by which spellings are compared
    DATE = "date"
    GRADE = "grade"  # also gives raw_<field>, as the file has it


ID = 512  # as long as an external id may be


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file. Without ``field`` it is known and not read.

    ``required``: the column must be there. ``blank``: its value may be missing nevertheless.
    ``also``: other names it goes by, in other versions or from other hands.
    """

    header: str
    field: str = ""
    required: bool = False
    blank: bool = True
    kind: Kind = Kind.TEXT
    longest: int = 255
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def is_id(self) -> bool:
        """Tell whether it holds one id of a person or thing."""
        return self.longest == ID


def must(
    header: str,
    field: str,
    kind: Kind = Kind.TEXT,
    *,
    longest: int = 255,
    words: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
) -> Column:
    """Return a column that must be there and whose value must be, too."""
    return Column(
        header,
        field,
        required=True,
        blank=False,
        kind=kind,
        longest=longest,
        words=words,
        also=also,
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """Rows with equal ``key`` must agree on ``same``, or none of them is taken."""

    key: tuple[str, ...]
    same: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One file of a format.

    ``part`` names its tables, ``raw_<part>`` and ``staged_<part>``, and what it tells of: absence
    counts only for parts whose file has rows. Rows with equal ``key`` are one thing. Without a
    ``needed`` file a run is held. ``misspelt``: a column's name with a slip in it is understood.
    ``names`` are the fields by which a row says whom it means: one at least has to be there.
    """

    name: str
    part: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    agreements: tuple[Agreement, ...]
    needed: bool = False
    misspelt: bool = False
    names: tuple[str, ...] = ()

    @property
    def read(self) -> tuple[Column, ...]:
        """Return the columns that are read."""
        return tuple(column for column in self.columns if column.field)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a package: its files by their own names, and which have rows that are rows.

    ``families`` is false where the district takes in no families. ``broken`` are files with rows
    that could not be told into fields: whom those mean is anybody's guess.
    """

    package: Package
    filled: frozenset[str]
    families: bool
    broken: frozenset[str] = frozenset()

    def reads(self, spec: FileSpec) -> bool:
        """Tell whether the file concerns this district at all."""
        return self.families or spec.part != "families"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the files of a package tell of as a whole.

    ``parts`` are those in which absence means anything. ``files_gone``: a file that has to come did
    not, or came without rows. ``newest`` is the latest change that files of mere changes tell of.
    """

    parts: frozenset[str]
    files_gone: bool
    notes: tuple[Problem, ...]
    newest: datetime | None = None


def as_declared(form: "Format", reading: Reading) -> Finding:
    """Judge files that are the whole truth whenever they have rows, and all can be read."""
    specs = [spec for spec in form.files if reading.reads(spec)]
    filled = frozenset(spec.part for spec in specs if spec.name in reading.filled)
    broken = [spec for spec in specs if spec.name in reading.broken]
    return Finding(
        parts=filled - {spec.part for spec in broken},
        files_gone=any(spec.needed and spec.part not in filled for spec in form.files),
        notes=(
            *(
                problem(why_empty(reading, spec), file=spec.name)
                for spec in specs
                if spec.part not in filled
            ),
            *(problem("nameless_rows", file=spec.name) for spec in broken if spec.part in filled),
        ),
    )


def why_empty(reading: Reading, spec: FileSpec) -> str:
    """Return the code of why nothing could be read of a file."""
    if spec.name not in reading.package.files:
        return "missing_file"
    return "no_sound_row" if spec.name in reading.broken else "empty_file"


def _as_it_is(_spec: FileSpec) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Format:
    """An import format: its files in the order they are read, and the statements that read them.

    ``things`` are statements about students, staff and classes; ``ties`` about what refers to them,
    run once everybody is recognised. ``guides`` are files that speak of the others and are not
    staged. ``settled`` are parts whose rows can be held against ours as they came, and are set
    aside where they say the same. ``prepare`` may put a file's rows right before they are checked;
    ``judge`` says, once all are read, how much they tell.
    """

    name: str
    files: tuple[FileSpec, ...]
    folder: Path
    things: tuple[str, ...]
    ties: tuple[str, ...]
    guides: frozenset[str] = field(default_factory=frozenset)
    settled: frozenset[str] = field(default_factory=frozenset)
    prepare: Callable[[FileSpec], None] = _as_it_is
    judge: Callable[["Format", Reading], Finding] = as_declared

    @property
    def by_name(self) -> Mapping[str, FileSpec]:
        """Return the files by name."""
        return {spec.name: spec for spec in self.files}

    @property
    def names(self) -> frozenset[str]:
        """Return the names of all files that are opened."""
        return self.guides | self.by_name.keys()

    def likeness(self, names: Collection[str]) -> tuple[int, int]:
        """Return how many of its files are among ``names``: in any case, and as they are spelt."""
        folded = {name.casefold() for name in names}
        return (
            sum(name.casefold() in folded for name in self.names),
            len(self.names & set(names)),
        )
