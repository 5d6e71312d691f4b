"""What a package's files tell of as a whole: the manifest's word, and what the rows look like."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from psycopg import sql

from districts.sis.formats import FileSpec, Finding, Format, Reading, why_empty
from districts.sis.oneroster import manifest
from districts.sis.oneroster.files import ENROLLMENTS, MANIFEST, ORGS, ROLES, USERS
from districts.sis.oneroster.manifest import Manifest, Mode
from districts.sis.oneroster.modes import Rows, Way, way
from districts.sis.problems import Problem, problem
from districts.sis.staging import fields_of
from districts.sis.statements import SQL, execute, rows

FOLDER = SQL / "oneroster"
BEFORE_1_2 = {"1.0", "1.1", "1.1.1"}
# By which columns a row says whom it means, where not by its own id; the first has to be there.
NAMES = {ROLES: ("person", "org"), ENROLLMENTS: ("source_id", "class", "person")}


def judge(form: Format, reading: Reading) -> Finding:
    """Say how each file is read, mark its rows so, and return what counts as whole."""
    execute(FOLDER / "begin", {})
    said = _manifest(reading)
    found = {spec: _rows(spec, reading) for spec in form.files if spec.name in reading.filled}
    ways = {spec: way(said.mode(spec.name), counted) for spec, counted in found.items()}
    on_the_row = bool(found.get(USERS, Rows(0, 0, 0)).with_role)
    agents_told = bool(rows(FOLDER / "agents", {})[0][0])
    inactive_ends = said.version in BEFORE_1_2 or (not said.version and on_the_row)
    _terms(form, ways, families=reading.families, relatives=_names_relatives(reading))
    for spec in form.files:
        _mark(spec, ways.get(spec), inactive_ends=inactive_ends)
    whole = {spec.part for spec, read in ways.items() if read.whole}
    return Finding(
        parts=frozenset(
            _parts(whole, roles_told=on_the_row or "roles" in whole, agents_told=agents_told)
        ),
        files_gone=_gone(said, reading),
        notes=(
            *said.notes,
            *_notes(form, said, ways, reading),
            *_untold(whole, families=reading.families and not agents_told),
        ),
        newest=_newest(said, ways),
    )


def _manifest(reading: Reading) -> Manifest:
    opener = reading.package.files.get(MANIFEST)
    if opener is None:
        return Manifest("1.0", notes=(problem("no_manifest"),))
    with opener() as stream:
        return manifest.parse(stream.read(manifest.MOST_BYTES))


def _rows(spec: FileSpec, reading: Reading) -> Rows:
    ids = NAMES.get(spec, ("source_id",))
    [counted] = rows(
        FOLDER / "rows",
        {},
        staged=_staged(spec),
        name=sql.Identifier(ids[0]),
        ids=sql.SQL(", ").join(map(sql.Identifier, ids)),
        with_role=sql.SQL("role <> ''" if spec is USERS else "false"),
    )
    rows_there = Rows(*cast("tuple[int, int, int, int]", counted))
    doubtful = spec.name in reading.broken and not rows_there.nameless
    return replace(rows_there, nameless=1) if doubtful else rows_there


def _names_relatives(reading: Reading) -> bool:
    """Tell whether users.csv has a column for relatives."""
    opener = reading.package.files.get(USERS.name)
    return opener is not None and "agents" in fields_of(USERS, opener)


def _terms(form: Format, ways: Mapping[FileSpec, Way], *, families: bool, relatives: bool) -> None:
    values = {
        "families": families,
        "relatives": relatives,
        "parts": [spec.part for spec in form.files],
        "filled": [spec in ways for spec in form.files],
        "whole": [spec in ways and ways[spec].whole for spec in form.files],
        "delta": [spec in ways and ways[spec].mode == Mode.DELTA for spec in form.files],
        "additive": [spec in ways and ways[spec].additive for spec in form.files],
    }
    execute(FOLDER / "terms", values)


def _mark(spec: FileSpec, read: Way | None, *, inactive_ends: bool) -> None:
    """Make ``told_<part>``: the rows, and whether each is here, gone or in doubt."""
    values = {
        "file": spec.name,
        "mode": read.mode if read else Mode.BULK,
        "inactive_ends": inactive_ends,
        # A file without any status has been told of as a whole.
        "each": read is None or "delta_unstamped" not in read.notes,
    }
    told = sql.Identifier(f"told_{spec.part}")
    execute(FOLDER / "told", values, staged=_staged(spec), told=told)


def _parts(whole: set[str], *, roles_told: bool, agents_told: bool) -> set[str]:
    """Return what absence means something in: whom users.csv does not name has left.

    Who is family is told by roles alone; without all of them nobody's relative has ended. Nor has
    anybody's where not one row names a relative: that is a column that did not come.
    """
    users = {"students", "staff"} if "users" in whole else set()
    families = {"families"} if users and roles_told and agents_told else set()
    return users | families | (whole & {"classes", "enrolments"})


def _gone(said: Manifest, reading: Reading) -> bool:
    """Tell whether a file that was announced did not come, or came without rows."""
    names = (*reading.package.files, *reading.package.others)
    there = {name.casefold() for name in names}
    filled = {name.casefold() for name in reading.filled}
    if MANIFEST not in reading.package.files:
        return not {ORGS.name, USERS.name} <= filled
    opened = {name.casefold() for name in reading.package.files}
    return any(
        name not in there or (mode is Mode.BULK and name in opened and name not in filled)
        for name, mode in said.modes.items()
        if mode is not Mode.ABSENT
    )


def _notes(
    form: Format, said: Manifest, ways: Mapping[FileSpec, Way], reading: Reading
) -> list[Problem]:
    notes = [problem(code, file=spec.name) for spec, read in ways.items() for code in read.notes]
    there = {name.casefold() for name in (*reading.package.files, *reading.package.others)}
    proper = {spec.name.casefold(): spec.name for spec in form.files}
    notes += [
        problem("file_not_supplied", file=proper.get(name, name))
        for name, mode in said.modes.items()
        if mode is not Mode.ABSENT and name not in there
    ]
    return notes + [
        problem(why_empty(reading, spec), file=spec.name)
        for spec in form.files
        if spec.name in reading.package.files and spec.name not in reading.filled
    ]


def _untold(whole: Collection[str], *, families: bool) -> list[Problem]:
    if USERS.part not in whole or not families:
        return []
    return [problem("no_agents", file=USERS.name, column="agentSourcedIds")]


def _newest(said: Manifest, ways: Mapping[FileSpec, Way]) -> datetime | None:
    """Return the latest change the files of mere changes tell of."""
    dates = [
        cast("datetime | None", rows(FOLDER / "newest", {}, staged=_staged(spec))[0][0])
        for spec in ways
        if said.mode(spec.name) is Mode.DELTA
    ]
    return max((date for date in dates if date is not None), default=None)


def _staged(spec: FileSpec) -> sql.Identifier:
    return sql.Identifier(f"staged_{spec.part}")
