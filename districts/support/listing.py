"""The districts on Support's first page: which of them, what is on there, and what waits."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from districts.actor import Actor
from districts.directory import districts_for
from districts.models import District
from districts.support.waiting import Mark
from districts.switching.features import Switch, switches_of
from spacesedu.lib.db import SortKey, fold

type Marks = Mapping[uuid.UUID, list[Mark]]


class Show(StrEnum):
    """Which districts are shown, as the address says it."""

    ALL = ""
    WAITING = "waiting"
    READABLE = "readable"


@dataclass(frozen=True, slots=True)
class Row:
    """One district."""

    district: District
    marks: list[Mark]
    switches: list[Switch]

    @property
    def anything_works(self) -> bool:
        """Tell whether a feature reaches anybody."""
        return any(switch.works for switch in self.switches)


def districts_named(actor: Actor, search: str) -> QuerySet[District]:
    """Return the actor's districts whose name or label has the words; "gaspe" finds Gaspé."""
    found = districts_for(actor)
    if not search:
        return found
    words = fold(search)
    return found.annotate(folded=SortKey("name")).filter(
        Q(folded__contains=words) | Q(slug__contains=words)
    )


def among(shown: Show, ids: Iterable[uuid.UUID], marks: Marks) -> list[uuid.UUID]:
    """Return those of the districts that are ``shown``."""
    return [district for district in ids if _fits(shown, marks.get(district, []))]


def row_of(district: District, marks: Marks) -> Row:
    """Return what the page says of a district. It comes from ``districts_named``."""
    return Row(district, marks.get(district.pk, []), switches_of(district))


def _fits(shown: Show, marks: list[Mark]) -> bool:
    match shown:
        case Show.WAITING:
            return any(mark.waits for mark in marks)
        case Show.READABLE:
            return any(mark.readable for mark in marks)
        case _:
            return True
