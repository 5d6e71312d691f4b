"""What workers do for this app. The outbox holds the truth; a task only says "look"."""

import uuid

from celery import shared_task

from districts import delivery, housekeeping
from districts.chain import seals
from districts.sis import inbox, pulling, strays, sweep
from spacesedu.lib import clock
from spacesedu.lib.queue import wake

# Both below outbox.LEASE: a message is never taken over while somebody may still be sending it.
_SEND_SECONDS = 120
_SWEEP_SECONDS = 240
_SEAL_SECONDS = 300


@shared_task(
    name="districts.tasks.send_email",
    soft_time_limit=_SEND_SECONDS,
    time_limit=_SEND_SECONDS + 10,
)
def send_email(email_id: str) -> None:
    """Send one message, if it is still due and nobody else is sending it."""
    delivery.deliver(at=clock.now(), email_id=uuid.UUID(email_id))


@shared_task(
    name="districts.tasks.sweep_outbox",
    soft_time_limit=_SWEEP_SECONDS,
    time_limit=_SWEEP_SECONDS + 10,
)
def sweep_outbox() -> None:
    """Send whatever is due: new, postponed, or left behind by a worker that died."""
    delivery.sweep()


@shared_task(
    name="districts.tasks.seal_audit",
    soft_time_limit=_SEAL_SECONDS,
    time_limit=_SEAL_SECONDS + 10,
)
def seal_audit() -> None:
    """Seal what the audit log has gained in the last minute."""
    seals.seal_everything(at=clock.now())


@shared_task(name="districts.tasks.sweep_sessions", soft_time_limit=300, time_limit=310)
def sweep_sessions() -> None:
    """Throw out sessions and throttles that are over."""
    housekeeping.throw_out(at=clock.now())


# Longer than the largest known district takes; below the broker's visibility timeout.
@shared_task(name="districts.tasks.run_import", soft_time_limit=1440, time_limit=1500)
def run_import(run_id: str) -> None:
    """Work at one import: plan it, carry out what was approved, or undo another."""
    sweep.do(uuid.UUID(run_id), at=clock.now())


@shared_task(name="districts.tasks.sweep_imports", soft_time_limit=1440, time_limit=1500)
def sweep_imports() -> None:
    """Pick up imports whose worker died, and erase packages that are too old."""
    sweep.sweep(at=clock.now())


@shared_task(name="districts.tasks.sweep_packages", soft_time_limit=1440, time_limit=1500)
def sweep_packages() -> None:
    """Erase packages that are too old and of no row, as a killed worker leaves them."""
    strays.erase_strays(at=clock.now())


@shared_task(name="districts.tasks.scan_inboxes", soft_time_limit=1440, time_limit=1500)
def scan_inboxes() -> None:
    """Take the packages that lie complete in the watched folders."""
    inbox.scan(at=clock.now())


@shared_task(name="districts.tasks.fetch_packages", soft_time_limit=300, time_limit=310)
def fetch_packages() -> None:
    """Have every OneRoster service fetched from whose day has not been yet, each by itself."""
    for connection_id in pulling.claim_due(at=clock.now()):
        wake("districts.tasks.fetch_package", str(connection_id))


@shared_task(name="districts.tasks.fetch_package", soft_time_limit=1440, time_limit=1500)
def fetch_package(connection_id: str) -> None:
    """Fetch from one OneRoster service."""
    pulling.fetch_daily(uuid.UUID(connection_id), at=clock.now())
