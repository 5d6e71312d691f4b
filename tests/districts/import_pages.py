"""Reading pages of imports, and runs to read of."""

import uuid

from django.test import Client

from districts.models import ImportRun
from districts.sis import sweep
from spacesedu.lib import clock
from tests import factories as make
from tests.world import World


def read(client: Client, path: str, **query: str) -> str:
    """Return a page as text; where a line must not break is of no matter."""
    return client.get(path, query).content.decode().replace("\u00a0", " ")


def worked(run_id: object) -> ImportRun:
    """Let a worker do what there is to do."""
    sweep.do(uuid.UUID(str(run_id)), at=clock.now())
    return ImportRun.objects.get(pk=str(run_id))


def held(world: World, **more: object) -> ImportRun:
    """Save a run that waits, with nothing behind it."""
    counts = {"students": {"created": 3, "changed": 0, "ended": 2, "unchanged": 0}}
    counts["associations"] = {"created": 0, "changed": 0, "ended": 7, "unchanged": 0}
    facts = {
        "counts": counts,
        "emails_planned": 126,
        "planned_at": world.now,
        "held_at": world.now,
        "hold_reasons": ["first_run"],
        **more,
    }
    run: ImportRun = make.ImportRunFactory.create(connection=world.connection, **facts)
    return run
