"""What breaks a run off: what may pass by itself, and how it is called."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import InterfaceError, OperationalError
from psycopg.errors import ConfigurationLimitExceeded, DiskFull

from districts.sis.claim import TooOftenError
from districts.sis.package import DAMAGED
from districts.sis.problems import RefusedError, problem

log = logging.getLogger(__name__)

NO_ROOM = "no_room"
BROKE_OFF = "broke_off"
# The second: temporary files that grew beyond PostgreSQL's temp_file_limit.
NO_SPACE = (DiskFull, ConfigurationLimitExceeded)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# What breaks inside COPY comes from psycopg as it is: Django does not wrap that.
GONE = (
    *(OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError),
    *(OSError, SystemExit, KeyboardInterrupt),
)


def may_pass(reason: BaseException) -> bool:
    """Tell whether another attempt may go well: the database or the worker went away.

    A full disk may be empty again by then; a fault of ours stays one.
    """
    return isinstance(reason, GONE) or _had_no_room(reason)


def code_of(reason: BaseException) -> str:
    """Return the code of a sentence for people, else what Python calls it."""
    if isinstance(reason, TooOftenError):
        return BROKE_OFF
    return NO_ROOM if _had_no_room(reason) else type(reason).__name__


@contextmanager
def our_fault_refuses() -> Iterator[None]:
    """Refuse a package over which we stumble: what comes after it must not wait for our mending."""
    try:
        yield
    except (RefusedError, *DAMAGED):
        raise
    except Exception as reason:
        if may_pass(reason):
            raise
        log.exception("a package cannot be read")
        raise RefusedError(problem("our_fault")) from reason


def _had_no_room(reason: BaseException) -> bool:
    """Tell whether a full disk began it: what was to be closed then may have failed as well."""
    return any(
        isinstance(found, NO_SPACE) or getattr(found, "errno", None) in FULL
        for found in _chain(reason)
    )


def _chain(reason: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, and what it came of."""
    while reason is not None:
        yield reason
        reason = reason.__cause__ or reason.__context__
