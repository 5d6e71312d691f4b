"""What can be wrong with a running installation, one function each.

Database and migrations decide whether pages can be served; all else is reported and waits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import redis
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min

from spacesedu.lib import clamav
from spacesedu.lib.clamav import Scanner

# The sweeper comes every minute; mail that is this late waits for something else.
LATE_MAIL = timedelta(minutes=10)
BROKER_TIMEOUT = 1


@dataclass(frozen=True)
class Finding:
    """What one probe saw. `detail` is for operators and names nobody."""

    name: str
    fine: bool
    detail: str = ""


@dataclass(frozen=True)
class Outbox:
    """E-mail that is due and not yet sent, given up or cancelled."""

    waiting: int
    oldest: timedelta


def essential() -> list[Finding]:
    """Without these no page can be served."""
    found = database()
    return [
        found,
        migrations() if found.fine else Finding("migrations", fine=False, detail="unknown"),
    ]


def desirable(at: datetime) -> list[Finding]:
    """Without these people still see everything; mail, imports or media wait."""
    return [broker(), storage(), mail(at), scanner()]


def database() -> Finding:
    """Whether PostgreSQL answers a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Finding("database", fine=False, detail="does not answer")
    return Finding("database", fine=True)


def migrations() -> Finding:
    """Whether the tables are those that this code expects."""
    try:
        executor = MigrationExecutor(connection)
        open_ones = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return Finding("migrations", fine=False, detail="unknown")
    detail = f"{len(open_ones)} to be applied" if open_ones else ""
    return Finding("migrations", fine=not open_ones, detail=detail)


def broker() -> Finding:
    """Whether Valkey answers."""
    try:
        with redis.from_url(
            settings.REDIS_URL, socket_timeout=BROKER_TIMEOUT, socket_connect_timeout=BROKER_TIMEOUT
        ) as client:
            client.ping()
    except (redis.RedisError, OSError):
        return Finding("broker", fine=False, detail="does not answer")
    return Finding("broker", fine=True)


def storage() -> Finding:
    """Whether private storage can be asked about a file; which is not there does not matter."""
    return _storage(default_storage.exists)


def _storage(exists: Callable[[str], bool]) -> Finding:
    try:
        exists("health")
    except Exception:  # noqa: BLE001 -- each store raises errors of its own
        return Finding("storage", fine=False, detail="does not answer")
    return Finding("storage", fine=True)


def scanner() -> Finding:
    """Whether the virus scanner answers; where there is none, nothing waits for it."""
    found = clamav.state()
    return Finding("virus scanner", fine=found is not Scanner.SILENT, detail=str(found))


def mail(at: datetime) -> Finding:
    """Whether e-mail leaves in time."""
    try:
        found = outbox(at)
    except DatabaseError:
        return Finding("mail", fine=False, detail="unknown")
    if found.oldest > LATE_MAIL:
        minutes = int(found.oldest.total_seconds() // 60)
        late = f"{found.waiting} due, the oldest for {minutes} minutes"
        return Finding("mail", fine=False, detail=late)
    return Finding("mail", fine=True)


def outbox(at: datetime) -> Outbox:
    """How much e-mail is due at `at`, and since when."""
    model = apps.get_model(settings.OUTBOX_MODEL)
    due = model._default_manager.filter(
        sent_at=None, dead_at=None, cancelled_at=None, due_at__lte=at
    ).aggregate(waiting=Count("pk"), oldest=Min("due_at"))
    return Outbox(due["waiting"], at - due["oldest"] if due["oldest"] else timedelta(0))
