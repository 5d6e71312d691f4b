"""Asking Valkey for what is only for speed or for counting: no visitor ever waits for it.

With Valkey gone or hung there is no answer, and for some seconds it is not even asked, so that
nobody waits for it twice. What must not be lost does not belong here.
"""

import time
from collections.abc import Callable
from functools import cache

import redis
from django.conf import settings

PATIENCE = 0.1
"""Seconds that a request waits for Valkey, which answers in a thousandth of that."""

REST = 5.0
"""Seconds in which it is left alone after it has failed."""

# Tests give each test a space of its own.
NAMESPACE = ""

_asked_again_at = 0.0


def ask[T](question: Callable[["redis.Redis"], T]) -> T | None:
    """Return the answer; None when there is nobody to ask."""
    global _asked_again_at  # noqa: PLW0603 -- one clock for the process is the point
    if time.monotonic() < _asked_again_at:
        return None
    try:
        return question(_client(settings.REDIS_URL))
    except (redis.RedisError, OSError):
        _asked_again_at = time.monotonic() + REST
        return None


def name(*parts: object) -> str:
    """Return the name of a key."""
    return ":".join([NAMESPACE, *map(str, parts)])


@cache
def _client(url: str) -> "redis.Redis":
    return redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
