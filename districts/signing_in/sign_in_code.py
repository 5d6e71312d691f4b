"""The code with which somebody signs in by e-mail: six digits, good for ten minutes.

It is derived twice and stored never: when the mail is sent, and when it has been typed. In between,
the session and the outbox hold a nonce. The session that asked is the only one the code opens: who
reads it over a shoulder or in a mail server's log has no use for it.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from spacesedu.lib import codes

PURPOSE = "sign-in-code"
DIGITS = 6
VALID_FOR = timedelta(minutes=10)
# An id no address has: what is queued for an unknown one is cancelled when its turn comes.
NOBODY = 0

_TIME_BYTES, _RANDOM_BYTES, _ADDRESS_BYTES = 4, 6, 6
_NONCE_BYTES = _TIME_BYTES + _RANDOM_BYTES
# What is compared against where no code was made, so that it takes as long.
NO_NONCE = bytes(_NONCE_BYTES).hex()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row of the outbox says: when somebody asked, for which address, with which nonce."""

    nonce: str
    asked_at: datetime
    address_id: int


def new_nonce(at: datetime) -> str:
    """Return a fresh nonce, which also tells when it was made."""
    time = int(at.timestamp()).to_bytes(_TIME_BYTES)
    return (time + secrets.token_bytes(_RANDOM_BYTES)).hex()


def code_of(nonce: str) -> str:
    """Return the code of a nonce."""
    return codes.derived(PURPOSE, bytes.fromhex(nonce), digits=DIGITS)


def in_words(code: str) -> str:
    """Return the code as people read it: ``123 456``."""
    return f"{code[:3]} {code[3:]}"


def subject_of(nonce: str, address_id: int) -> uuid.UUID:
    """Pack nonce and address into the subject of an outbox row."""
    return uuid.UUID(bytes=bytes.fromhex(nonce) + address_id.to_bytes(_ADDRESS_BYTES))


def asked(subject_id: uuid.UUID) -> Asked:
    """Unpack what ``subject_of`` has packed."""
    nonce, address = subject_id.bytes[:_NONCE_BYTES], subject_id.bytes[_NONCE_BYTES:]
    at = datetime.fromtimestamp(int.from_bytes(nonce[:_TIME_BYTES]), UTC)
    return Asked(nonce.hex(), at, int.from_bytes(address))
