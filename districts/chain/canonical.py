"""The one way to write an audit event and a seal down as bytes: what digests are taken over. Pure.

Version 1: JSON in ASCII, keys in alphabetical order, no spaces, instants in UTC with microseconds,
one line each, so that no two events can be written as the same bytes. A later version gets a number
of its own and never changes this one: seals are checked by the rules they were made under.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol

VERSION = 1


class Event(Protocol):
    """An audit event."""

    id: int
    at: datetime
    district_id: uuid.UUID | None
    actor_user_id: int | None
    actor_label: str
    actor_role: str
    verb: str
    subject_type: str
    subject_id: str
    detail: object
    request_id: str


def line_of(event: Event) -> bytes:
    """Return every column of an event as one line."""
    return _line(
        {
            "actor_label": event.actor_label,
            "actor_role": event.actor_role,
            "actor_user_id": event.actor_user_id,
            "at": instant(event.at),
            "detail": event.detail,
            "district_id": _id(event.district_id),
            "id": event.id,
            "request_id": event.request_id,
            "subject_id": event.subject_id,
            "subject_type": event.subject_type,
            "verb": event.verb,
        }
    )


def head_of(district_id: uuid.UUID | None, number: int, sealed_at: datetime) -> bytes:
    """Return the seal's own facts as one line: whose chain, its place in it, and when."""
    return _line(
        {
            "district_id": _id(district_id),
            "number": number,
            "sealed_at": instant(sealed_at),
            "version": VERSION,
        }
    )


def digest_of(previous: bytes, head: bytes, events: Iterable[Event]) -> bytes:
    """Return SHA-256 over the previous digest, the seal's head and its events, in this order."""
    running = hashlib.sha256(previous)
    running.update(head)
    for event in events:
        running.update(line_of(event))
    return running.digest()


def instant(at: datetime) -> str:
    """Return an instant in UTC: ``2026-11-22T18:00:00.000000Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _id(district_id: uuid.UUID | None) -> str | None:
    return str(district_id) if district_id else None


def _line(values: dict[str, object]) -> bytes:
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("ascii") + b"\n"
