"""Finding the adults of one page of the Family tab."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from districts.actor import Actor
from families.models import FamilyContact
from families.tab.status import CHIPS, Status, ties
from spacesedu.lib.db import fold

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: words to search, one chip, and the row to go on from."""

    search: str = ""
    chip: str = ""
    after: uuid.UUID | None = None
    before: uuid.UUID | None = None

    @property
    def statuses(self) -> frozenset[Status]:
        """Return the statuses of the chip; of the first one when there is none of that name."""
        return next((held for key, _label, held in CHIPS if key == self.chip), CHIPS[0][2])


@dataclass(frozen=True, slots=True)
class Page:
    """Some adults in the order of their addresses, and whether there are others around them."""

    contacts: list[FamilyContact]
    has_previous: bool
    has_next: bool


def page(actor: Actor, wanted: Wanted, at: datetime) -> Page:
    """Return the adults ``wanted``, from one row on instead of by number: no page is slower."""
    found = _matching(actor, wanted, at)
    backwards = wanted.before is not None
    start = _start(actor, wanted.before or wanted.after)
    if start is not None:
        beyond = Q(email_key__lt=start) if backwards else Q(email_key__gt=start)
        found = found.filter(beyond)
    order = "-email_key" if backwards else "email_key"
    rows = list(found.order_by(order)[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    if backwards:
        return Page(rows[::-1], has_previous=more, has_next=start is not None)
    return Page(rows, has_previous=start is not None, has_next=more)


def counts(actor: Actor, at: datetime) -> dict[Status, int]:
    """Return how many adults have a tie of each status."""
    rows = ties(actor, at).values("status").order_by("status")
    found = rows.annotate(adults=Count("contact", distinct=True))
    return {Status(row["status"]): row["adults"] for row in found}


def adults_with(actor: Actor, statuses: Collection[Status], at: datetime) -> int:
    """Return how many adults have a tie of one of ``statuses``."""
    rows = ties(actor, at).filter(status__in=[status.value for status in statuses])
    return int(rows.aggregate(adults=Count("contact", distinct=True))["adults"])


def _matching(actor: Actor, wanted: Wanted, at: datetime) -> "QuerySet[FamilyContact]":
    tied = ties(actor, at).filter(
        contact=OuterRef("pk"), status__in=[status.value for status in wanted.statuses]
    )
    found = FamilyContact.objects.select_related("user").filter(Exists(tied))
    for word in wanted.search.split():
        student = tied.filter(student__sort_name__contains=fold(word))
        found = found.filter(
            Q(email_key__contains=word.lower())
            | Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Exists(student)
        )
    return found


def _start(actor: Actor, contact_id: uuid.UUID | None) -> str | None:
    # An id in the address instead of the e-mail: addresses end up in logs and histories.
    if contact_id is None:
        return None
    rows = FamilyContact.objects.visible_to(actor).filter(pk=contact_id)
    return rows.values_list("email_key", flat=True).first()
