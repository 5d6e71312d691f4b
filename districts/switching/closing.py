"""A change that closes share links is made when somebody has read how many, and agreed to it."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string


class ClosesLinksError(Exception):
    """The change would close so many links, which nobody has agreed to."""

    def __init__(self, count: int) -> None:
        """Keep how many."""
        super().__init__(count)
        self.count = count


def agreed_to[R](
    change: Callable[[], R], *, district_id: uuid.UUID, at: datetime, closes: str
) -> R:
    """Make the change and return what it returns, if it closes as many links as ``closes`` says.

    They are counted before and after, and the change is taken back where nobody agreed to the
    difference: so the number is what the gates themselves say, in whatever way a grade list,
    schools and pauses come together. Raises ``ClosesLinksError``.
    """
    opening: Callable[[uuid.UUID, datetime], int] = import_string(settings.LINKS_THAT_OPEN)
    with transaction.atomic():
        before = opening(district_id, at)
        made = change()
        closed = before - opening(district_id, at)
        if closed > 0 and str(closed) != closes:
            raise ClosesLinksError(closed)
    return made
