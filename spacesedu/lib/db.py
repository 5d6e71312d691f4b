"""Small pieces every model shares."""

import re
import unicodedata
import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import connection, models
from django.db.models import Func
from django.db.models.functions import UUID7


def ordered_id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    """Return a primary key that grows with time: for rows that come in millions."""
    return models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)


def opaque_id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    """Return a primary key that tells nothing, not even its age: for ids a visitor sees."""
    return models.UUIDField(primary_key=True, db_default=RandomUUID(), editable=False)


def lock(name: str) -> None:
    """Hold the advisory lock ``name`` until the current transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def try_lock(name: str) -> bool:
    """Hold the advisory lock ``name`` until the transaction ends; False where another has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        row = cursor.fetchone()
    return bool(row and row[0])


class SortKey(Func):
    """Names folded for sorting and searching: no accents, no case; Élodie is Elodie.

    Immutable, so it can be a generated column; the embedded PostgreSQL has no ICU, and accents must
    not sort after z. ``fold`` is the same for a search term.
    """

    template = (
        r"LOWER(REGEXP_REPLACE(NORMALIZE(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'))"
    )
    output_field = models.TextField()


class Among(Func):
    """The condition that the first of two expressions is an element of the second, an array."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    arity = 2
    output_field = models.BooleanField()


def fold(text: str) -> str:
    """Return ``text`` as ``SortKey`` folds it."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text)).lower()
