"""How far the log is sealed, in one line: to be noted on paper by whoever wants to be sure."""

from dataclasses import dataclass
from datetime import datetime

from districts.chain.seals import head_of_chain
from districts.models import District

DIGITS = 16
"""Of the digest's 64: nobody copies more by hand, and two that agree in these are the same."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The newest seal: when, as the district's clocks showed it, and how its digest begins."""

    at: datetime
    head: str


def seal_of(district: District) -> Sealed | None:
    """Return the end of the district's chain; None before its first seal."""
    head = head_of_chain(district.pk)
    if head.sealed_at is None:
        return None
    at = head.sealed_at.astimezone(district.zone).replace(tzinfo=None)
    return Sealed(at=at, head=head.digest.hex()[:DIGITS])
