"""From a package to ``incoming_…``: what it says in the district's terms, and what is wrong."""

from dataclasses import dataclass

from districts.models import Grade
from districts.sis import checks, staging
from districts.sis.formats import Format
from districts.sis.matching import match
from districts.sis.package import Package
from districts.sis.problems import Problem, problem
from districts.sis.statements import SQL, execute
from districts.sis.work import Work
from spacesedu.lib import addresses


@dataclass(frozen=True, slots=True)
class Intake:
    """What was found before the rows were looked at.

    ``parts`` are those with rows: only there does absence mean anything. ``files_gone``: a file the
    format cannot do without is missing or empty.
    """

    parts: frozenset[str]
    files_gone: bool
    notes: tuple[Problem, ...]


def stage(package: Package, form: Format, *, families: bool) -> Intake:
    """Stage and check every file; without ``families`` the family file is not even opened."""
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
    notes = [problem("ignored_file", file=name[:120]) for name in package.others]
    parts: set[str] = set()
    for spec in form.files:
        opener = package.files.get(spec.name)
        if spec.part == "families" and not families:
            notes += [problem("family_left_out", file=spec.name)] if opener else []
            opener = None
        elif opener is None:
            notes.append(problem("missing_file", file=spec.name))
        notes += staging.stage(spec, opener)
        if staging.has_rows(spec):
            parts.add(spec.part)
        elif opener is not None:
            notes.append(problem("empty_file", file=spec.name))
        checks.check(spec)
    gone = any(spec.needed and spec.part not in parts for spec in form.files)
    return Intake(frozenset(parts), gone, tuple(notes))


def understand(form: Format, work: Work) -> None:
    """Fill the ``incoming_…`` tables, and ``identity`` with who is who."""
    for name in form.things:
        execute(form.folder / name, work.values)
    match(work)
    for name in form.ties:
        execute(form.folder / name, work.values)
