"""From a package to ``incoming_…``: what it says in the district's terms, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from districts.models import Grade
from districts.sis import checks, settled, staging
from districts.sis.formats import Format, Reading
from districts.sis.matching import match
from districts.sis.package import Package, called
from districts.sis.problems import Problem, problem
from districts.sis.statements import SQL, Values, execute
from districts.sis.work import Work
from spacesedu.lib import addresses


@dataclass(frozen=True, slots=True)
class Intake:
    """What was found before the rows were looked at one by one.

    ``parts`` are those whose files are the whole truth: only there does absence mean anything.
    ``files_gone``: a file that has to come is missing or empty. ``newest`` is the latest change
    that files of mere changes tell of; None without such files. ``rows`` is how many were read of
    each file that came, good and bad.
    """

    parts: frozenset[str]
    files_gone: bool
    notes: tuple[Problem, ...]
    newest: datetime | None = None
    rows: Mapping[str, int] = field(default_factory=dict)

    def is_older_than(self, applied: datetime | None) -> bool:
        """Tell whether these changes are older than those ``applied`` before: they say less."""
        return self.newest is not None and applied is not None and self.newest < applied


def stage(
    package: Package, form: Format, *, families: bool, ground: Values | None = None
) -> Intake:
    """Stage and check every file; without ``families`` a family file is not even opened.

    Rows that say what stands already are set aside first; ``ground`` is what they are held against.
    """
    execute(
        SQL / "incoming" / "begin",
        {
            "grades": [grade.value for grade in Grade],
            "address_pattern": addresses.PATTERN,
            "address_longest": addresses.LONGEST,
            "local_longest": addresses.LOCAL_LONGEST,
            "label_too_long": addresses.LABEL_TOO_LONG,
        },
    )
    execute(SQL / "settled" / "begin", {})
    package, spelling = called(package, form.names)
    notes = [*spelling, *(problem("ignored_file", file=name[:120]) for name in package.others)]
    counted: dict[str, int] = {}
    sound: dict[str, int] = {}
    for spec in form.files:
        opener = package.files.get(spec.name)
        if opener and spec.part == "families" and not families:
            notes.append(problem("family_left_out", file=spec.name))
            opener = None
        came = staging.stage(spec, opener)
        notes += came.notes
        if spec.name in package.files:
            counted[spec.name] = came.rows
            sound[spec.name] = came.rows - came.faults
        if came.rows:
            form.prepare(spec)
        checks.spell(spec)
        if ground and came.rows and not came.faults and spec.part in form.settled:
            settled.set_aside(spec, ground, rows=came.rows)
        checks.check(spec)
    filled = frozenset(name for name, count in sound.items() if count)
    found = form.judge(form, Reading(package, filled, families, checks.broken()))
    return Intake(found.parts, found.files_gone, (*notes, *found.notes), found.newest, counted)


def understand(form: Format, work: Work) -> None:
    """Fill the ``incoming_…`` tables, and ``identity`` with who is who."""
    for name in form.things:
        execute(form.folder / name, work.values)
    match(work)
    for name in form.ties:
        execute(form.folder / name, work.values)
