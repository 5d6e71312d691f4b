"""Taking room for files: asked under a lock, so that nobody takes the last of it twice."""

from districts.actor import Actor
from portfolios.models import Portfolio
from portfolios.storage.quota import room_in
from spacesedu.lib.db import lock


def claim_room(portfolio: Portfolio, size: int, *, by: Actor) -> None:
    """Make sure that ``size`` bytes more fit in, until the transaction ends; ``NoRoomError`` else.

    Whoever adds something for the same student meanwhile waits, and then counts it too.
    """
    lock(f"room of student {portfolio.student_id}")
    room_in(portfolio, by=by).check(size)
