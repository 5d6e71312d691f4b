"""Proof that a view asked who is asking.

``note()`` is called by every row rule (``visible_to``) and policy. A test middleware resets the
mark before each request and fails a successful answer of a private view that never asked.
"""

from contextvars import ContextVar

_asked: ContextVar[bool] = ContextVar("access_asked", default=False)


def note() -> None:
    """Record that a row rule or a policy was consulted."""
    _asked.set(True)


def reset() -> None:
    """Forget earlier questions; called at the start of a request."""
    _asked.set(False)


def was_asked() -> bool:
    """Tell whether anything was asked since the last reset."""
    return _asked.get()
