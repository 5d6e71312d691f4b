"""Rows that say what stands here already: set aside, before anybody checks or plans anything.

A row that equals ours in every column was found good when ours was made of it, and nothing follows
from it but that it is there: what it names is neither new nor absent to the plan. Whatever a row
that is left says the same of, or something else, is left, too: rows are only judged beside all
others that speak of the same.
"""

from pathlib import Path

from psycopg import sql

from districts.models import ImportRun
from districts.sis.formats import FileSpec
from districts.sis.staging import raw
from districts.sis.statements import SQL, Values, execute
from districts.sis.step import steps
from districts.sis.work import Switches, scope_of

SETTLED = SQL / "settled"


def ground_of(run: ImportRun, switches: Switches) -> Values | None:
    """Return what rows are held against; None for a source of some schools only, which has none."""
    if scope_of(run.connection) is not None:
        return None
    return {
        "district": run.district_id,
        "connection": run.connection_id,
        "invites": switches.invites,
    }


def set_aside(spec: FileSpec, ground: Values, *, rows: int) -> None:
    """Take the settled rows out of ``raw_<part>``; ``settled_<part>`` says what they name.

    ``rows`` is how many the file has, all of which could be told into fields.
    """
    execute(SETTLED / "look", {}, raw=sql.Identifier(raw(spec)))
    if spec.part == "enrolments":
        _set_aside_both_ways(spec, ground, rows)
    else:
        _set_aside_alike(spec, ground, rows)


def _set_aside_alike(spec: FileSpec, ground: Values, rows: int) -> None:
    """Keep which of ours the rows name that say the same, and leave the other rows."""
    folder = _folder(spec.part)
    pieces = {
        "raw": sql.Identifier(raw(spec)),
        "rest": sql.Identifier(f"rest_{spec.part}"),
        "settled": sql.Identifier(f"settled_{spec.part}"),
    }
    found = execute(folder / spec.part, ground)
    execute(SETTLED / "looked", {})
    if not found:
        return
    execute(SETTLED / "rest", {}, any_left=sql.Literal(found < rows), **pieces)
    execute(folder / f"{spec.part}_anew", ground)
    execute(
        SETTLED / "replace", {}, part=sql.Literal(spec.part), found=sql.Literal(found), **pieces
    )


def _set_aside_both_ways(spec: FileSpec, ground: Values, rows: int) -> None:
    """Keep what differs, in the file or among ours: nothing else is asked about these rows."""
    folder = _folder(spec.part) / spec.part
    execute(folder / "differing", ground)
    execute(SETTLED / "looked", {})
    left = execute(folder / "rest", {})
    if left == rows:
        return
    counted = {**ground, "rows": rows}
    execute(folder / "anew", counted)
    execute(folder / "replace", counted)


def _folder(part: str) -> Path:
    """Return where the statements stand: with the app whose rows they are."""
    return next(step.folder / "settled" for step in steps() if part in step.settles)
