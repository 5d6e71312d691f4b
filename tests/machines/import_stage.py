"""A district that imports drawn packages, and everything an import can touch, as it stands."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from psycopg import sql

from districts.actor import Actor, Role
from districts.models import ImportRun, PlannedChange
from districts.sis import answers, undo
from districts.sis.digest import digest_of
from districts.sis.report import Report
from districts.sis.step import steps
from districts.sis.work import Switches, Work
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.samples.importing import INVITING, Importing, importing

type Rows = dict[str, dict[str, str]]


@contextmanager
def stage(*, auto_create: bool = True, auto_remove: bool = True) -> Iterator[Importing]:
    """Have a district with families; the database is afterwards as it was."""
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        yield importing(Path(folder), *INVITING, auto_create=auto_create, auto_remove=auto_remove)
        transaction.set_rollback(True)


def admin(town: Importing) -> Actor:
    """Return a District Admin with full rights."""
    user = UserFactory.create()
    return Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=town.district.pk)


def taken_back(town: Importing, anna: Actor) -> ImportRun:
    """Undo the latest import."""
    latest = undo.latest(town.district)
    assert latest is not None
    return town.worked(answers.undo(latest, by=anna, at=clock.now()))


def digest(town: Importing, report: Report) -> str:
    """Return what a run planned, as one text; the ids drawn for it do not count."""
    assert report.run is not None
    run = ImportRun.objects.get(pk=report.run)
    nothing = Switches(frozenset(), auto_create=False, auto_remove=False)
    work = Work(run.district_id, run.connection_id, run.pk, run.received_at, frozenset(), nothing)
    return digest_of(work, held_only=False)


def ended(report: Report) -> set[tuple[str, str]]:
    """Return what a run would end, each by kind and name; a role of staff ends in a change."""
    rows = PlannedChange.objects.filter(run_id=report.run)
    found = set()
    for kind, action, key, after in rows.values_list("kind", "action", "key", "after"):
        if action == "end":
            found.add((kind, key))
        found |= {(f"{kind}/{role}", key) for role in map(str, (after or {}).get("end_roles", []))}
        if (after or {}).get("left_at"):
            found.add((kind, key))
    return found


def everything() -> Rows:
    """Return all rows of all tables an import writes to, whole, by table and id."""
    tables = {table for step in steps() for table in step.tables.values()}
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in sorted({*tables, "districts_staffrole"}):
            query = sql.SQL("SELECT id, to_jsonb(row)::text FROM {} AS row").format(
                sql.Identifier(table)
            )
            cursor.execute(query.as_string(cursor.connection))
            found[table] = {str(key): row for key, row in cursor}
    return found
