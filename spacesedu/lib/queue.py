"""Waking a worker by task name. The row in PostgreSQL is the truth; a lost wake-up only waits."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)


def wake(task: str, *args: str | int) -> None:
    """Send ``task`` to its queue once the current transaction commits; swallow a broker's failure.

    The periodic sweep of each queue picks up what a wake-up could not announce.
    """
    transaction.on_commit(partial(_send, task, args))


def _send(task: str, args: tuple[str | int, ...]) -> None:
    try:
        current_app.send_task(task, args=args, retry=False)
    except Exception:  # noqa: BLE001 - whatever the broker's client raises, the page must answer
        log.warning("could not wake a worker for %s; the sweep will", task)
