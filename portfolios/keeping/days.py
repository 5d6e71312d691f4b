"""How long what somebody deleted can be brought back: thirty days, everywhere.

Only what a person deleted ever goes for good, and a file that nothing could be made of. An archived
portfolio changes nothing about that day: whoever deleted a picture was told it, and a template that
ends must not keep it longer.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from spacesedu.lib.clock import local_date

KEPT_FOR = timedelta(days=30)


class TooLateError(Exception):
    """Something that was deleted so long ago that it may be half erased by now."""

    def __init__(self) -> None:
        """Say how long it was kept."""
        super().__init__(_("This was deleted more than 30 days ago and is gone for good."))


def last_day(deleted_at: datetime, zone: ZoneInfo) -> date:
    """Return the last day, where the school is, on which it can be brought back."""
    return local_date(deleted_at + KEPT_FOR, zone)


def gone_before(at: datetime) -> datetime:
    """Return the moment before which things were deleted that are gone for good at ``at``.

    A day more than thirty: the last day is a whole one, wherever the school is.
    """
    return at - KEPT_FOR - timedelta(days=1)


def refuse_when_gone(deleted_at: datetime, at: datetime) -> None:
    """Refuse to bring back what the nightly erasing may have begun with."""
    if deleted_at <= gone_before(at):
        raise TooLateError
