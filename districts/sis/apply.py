"""Carrying out a stored plan, in the caller's transaction."""

from django.db import IntegrityError, connection
from psycopg import sql

from districts.sis.statements import SQL, execute, rows
from districts.sis.step import steps
from districts.sis.work import Work

APPLY = SQL / "apply"
COMMON = {"districts_externalid", "districts_staffrole", "districts_plannedchange"}


class StalePlanError(Exception):
    """The world has moved since the plan was made: it must be made anew."""


def apply(work: Work) -> None:
    """Apply the run's planned changes that are not held: all of them or, raising, none.

    Reads only the plan and the district's own tables, so a plan that was held can be applied later.
    """
    for step in steps():
        for name in step.locks:
            rows(step.folder / "apply" / name, step.values_for(work))
    _refuse_stale(work)
    try:
        for step in steps():
            for name in step.apply:
                execute(step.folder / "apply" / name, step.values_for(work))
    except IntegrityError as reason:
        # What the plan wanted to create has come about otherwise.
        raise StalePlanError from reason
    for step in steps():
        step.after(work)


def refresh_statistics() -> None:
    """Let PostgreSQL look at the tables anew, outside of any transaction.

    After a first load its plans for the next run would rest on empty tables. Inside the run's own
    transaction the same statement would make other districts' imports wait for this one.
    """
    tables = {table for step in steps() for table in step.tables.values()} | COMMON
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(sorted(tables))}")


def _refuse_stale(work: Work) -> None:
    for step in steps():
        for kind, table in step.tables.items():
            values = {**work.values, "kind": kind}
            [(moved,)] = rows(APPLY / "stale", values, table=sql.Identifier(table))
            if moved:
                raise StalePlanError
