"""What the clock does for imports: runs that nobody finished, and packages that are too old."""

import logging
import uuid
from datetime import datetime, timedelta

from districts.actor import System
from districts.models import ImportRun
from districts.sis import claim, journal, keeping, waiting
from districts.sis.attempt import Terms
from districts.sis.claim import TooOftenError
from districts.sis.run import work_off

log = logging.getLogger(__name__)

WORKER = System("import worker")
# Whoever received a package tells a worker at once, or works at it himself.
LEFT_ALONE = timedelta(minutes=1)
# The largest package is kept in a fraction of that.
RECEIVED_WITHIN = timedelta(hours=1)


def do(run_id: uuid.UUID, *, at: datetime) -> None:
    """Work at one run; a later sweep does where another import of the district is at work.

    Packages of one connection take turns in the order they came.
    """
    run = ImportRun.objects.unfinished().filter(pk=run_id).first()
    if run is not None and not waiting.unfinished_before(run).exists():
        work_off(run, Terms(WORKER, wait=claim.AT_ONCE, patient=True), at=at)


def sweep(*, at: datetime) -> None:
    """Pick up what a worker that died has left, and end what was never received completely."""
    left = ImportRun.objects.unfinished().order_by("received_at", "id")
    for run in left.filter(received_at__lte=at - LEFT_ALONE):
        if run.package_id is None and run.undoes_id is None:
            if run.received_at <= at - RECEIVED_WITHIN:
                journal.fail(run, TooOftenError(), at=at)
            continue
        try:
            do(run.pk, at=at)
        except Exception:
            # One district's trouble is not another's.
            log.exception("import %s broke off", run.pk)
    keeping.erase_old(at=at)
