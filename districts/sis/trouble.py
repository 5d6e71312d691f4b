"""What breaks a run off: what may pass by itself, and how it is called."""

import errno

from django.db import InterfaceError, OperationalError
from psycopg.errors import DiskFull

from districts.sis.claim import TooOftenError

NO_ROOM = "no_room"
BROKE_OFF = "broke_off"


def may_pass(reason: BaseException) -> bool:
    """Tell whether another attempt may go well: the database or the worker went away.

    A full disk may be empty again by then; a fault of ours stays one.
    """
    if isinstance(reason, TooOftenError):
        return False
    gone = (OperationalError, InterfaceError, OSError, SystemExit, KeyboardInterrupt)
    return isinstance(reason, gone)


def code_of(reason: BaseException) -> str:
    """Return the code of a sentence for people, else what Python calls it."""
    if isinstance(reason, TooOftenError):
        return BROKE_OFF
    if isinstance(reason.__cause__, DiskFull) or getattr(reason, "errno", None) == errno.ENOSPC:
        return NO_ROOM
    return type(reason).__name__
