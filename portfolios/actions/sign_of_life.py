"""What a worker says while it is at a long film: still here, and how far it is."""

from time import monotonic

from django.db import DatabaseError
from django.db.models.functions import Now

from portfolios.media.progress import Stopped
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.models import Attachment

EVERY = 2.0
"""Seconds between two signs."""
LONGEST = 1320.0
"""Seconds a file may take: well below what Celery ends a task at."""


class SignOfLife:
    """Told how far the work is, writes it to the row now and then."""

    def __init__(self, attachment: Attachment) -> None:
        """Begin the work on a claimed attachment."""
        self._ours = Attachment.objects.filter(
            pk=attachment.pk, started_at=attachment.started_at, ready_at=None, failed_at=None
        )
        self._began = self._last = monotonic()

    def __call__(self, share: float) -> None:
        """Note which share is done.

        Raises ``Stopped`` when the file has got into other hands, and ``MediaRefusedError`` when it
        takes too long.
        """
        now = monotonic()
        if now - self._last < EVERY:
            return
        self._last = now
        if now - self._began > LONGEST:
            raise MediaRefusedError(Refusal.SLOW_VIDEO)
        if not self._note(min(99, int(share * 100))):
            raise Stopped

    def _note(self, percent: int) -> bool:
        try:
            return self._ours.update(percent=percent, alive_at=Now()) > 0
        except DatabaseError:
            return True  # a restart of the database is no reason to begin a film anew
