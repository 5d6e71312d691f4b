"""What the server is still answering when a test ends: emptying the tables waits for that."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from django.core.signals import request_finished, request_started

# Seconds; by then the next test says better what is wrong.
LONGEST = 10


@contextmanager
def all_given() -> Iterator[None]:
    """Leave only when every request that has come meanwhile is answered, or nobody will."""
    changed, running = Condition(), 0

    def counted(step: int) -> None:
        nonlocal running
        with changed:
            running += step
            changed.notify_all()

    def began(**_: object) -> None:
        counted(1)

    def ended(**_: object) -> None:
        counted(-1)

    request_started.connect(began)
    request_finished.connect(ended)
    try:
        yield
        with changed:
            changed.wait_for(lambda: running <= 0, LONGEST)
    finally:
        request_started.disconnect(began)
        request_finished.disconnect(ended)
