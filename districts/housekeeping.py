"""Throwing out what is over: sessions, where they were, and throttles nobody counts any more."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.db.models import Exists, OuterRef


def throw_out(*, at: datetime) -> None:
    """Delete what ended before ``at``. Nothing reads these rows any more; it only takes room."""
    Session.objects.filter(expire_date__lt=at).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(alive)).delete()
    _expired_throttles(at)


def _expired_throttles(at: datetime) -> None:
    """Empty the cache's table of what has expired: Django does so only where it overflows."""
    table = connection.ops.quote_name(caches["default"]._table)  # type: ignore[attr-defined]  # noqa: SLF001 -- has no other name
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [at])  # noqa: S608 -- our setting
