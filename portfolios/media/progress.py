"""How far work on a long file has come."""

from collections.abc import Callable

type Progress = Callable[[float], None]
"""Told now and then which share of the work is done, from 0 to 1. Raises ``Stopped`` to end it."""


class Stopped(Exception):
    """Somebody else has the file now, or it took too long."""


def unheard(_share: float) -> None:
    """Tell nobody."""
