"""The district's lock, and who of several workers does a run.

The lock is the lease: PostgreSQL lets go of it when the worker that holds it dies, however it dies.
"""

from django.db import OperationalError, transaction
from django.db import connection as database
from psycopg.errors import LockNotAvailable

from districts.models import ImportRun
from districts.sis import waiting
from districts.sis.problems import RefusedError, problem
from spacesedu.lib.db import lock

WAIT = "10min"
AT_ONCE = "1ms"
MOST_ATTEMPTS = 3


class BusyError(RefusedError):
    """Another import of the district is at work."""


class TooOftenError(Exception):
    """The run has broken off as often as it was begun."""


def claim(run: ImportRun, *, wait: str) -> bool:
    """Count one more attempt at ``run`` and return True; False where there is nothing to do.

    The count is committed before the work begins, so that a run that kills its workers ends.
    Raises ``BusyError`` where another import of the district is at work for longer than ``wait``,
    ``TooOftenError`` once every attempt has broken off.
    """
    with transaction.atomic():
        hold(run, wait=wait)
        found = ImportRun.objects.unfinished().filter(pk=run.pk).first()
        if found is None:
            return False
        if found.attempts >= MOST_ATTEMPTS:
            raise TooOftenError
        if not run.dry_run and run.undoes_id is None and waiting.overtaken(run):
            raise RefusedError(problem("overtaken"))
        run.attempts = found.attempts + 1
        run.save(update_fields=["attempts"])
    return True


def is_still_to_do(run: ImportRun) -> bool:
    """Tell under the lock whether nobody else has done the run since it was claimed."""
    found = ImportRun.objects.unfinished().filter(pk=run.pk).exists()
    run.refresh_from_db()
    return found


def hold(run: ImportRun, *, wait: str) -> None:
    """Hold the lock of the run's district until the transaction ends: two never overlap."""
    try:
        with transaction.atomic(), database.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{wait}'")
            lock(f"sis:{run.district_id}")
            # From here on rows are waited for as long as a page may hold them.
            cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
    except OperationalError as reason:
        if not isinstance(reason.__cause__, LockNotAvailable):
            raise
        raise BusyError(problem("busy")) from None
