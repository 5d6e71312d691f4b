"""Finding the adults of one page of the Family tab."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from districts.actor import Actor
from families.models import FamilyContact
from families.tab.status import CHIPS, Chip, ties, ties_of
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
    def chosen(self) -> Chip:
        """Return the chip of that name; the first one when there is none."""
        return next((chip for chip in CHIPS if chip.key == self.chip), CHIPS[0])


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


def counts(actor: Actor, at: datetime) -> dict[str, int]:
    """Return how many adults each chip holds, by its key."""
    adults = {
        chip.key or "all": Count(
            "contact", distinct=True, filter=Q(status__in=[one.value for one in chip.statuses])
        )
        for chip in CHIPS
    }
    found = ties(actor, at).aggregate(**adults)
    return {chip.key: found[chip.key or "all"] for chip in CHIPS}


def _matching(actor: Actor, wanted: Wanted, at: datetime) -> "QuerySet[FamilyContact]":
    tied = ties_of(actor, wanted.chosen, at)
    here = FamilyContact.objects.select_related("user").filter(district_id=actor.here)
    if wanted.chosen.plain is None:
        # Found together once; asked one by one they took nine times as long at 30,000 adults.
        found = here.filter(pk__in=tied.values("contact"))
    else:
        found = here.filter(Exists(tied.filter(contact=OuterRef("pk"))))
    for word in wanted.search.split():
        by_student = tied.filter(student__sort_name__contains=fold(word))
        found = found.filter(
            Q(email_key__contains=word.lower())
            | Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(pk__in=by_student.values("contact"))
        )
    return found


def _start(actor: Actor, contact_id: uuid.UUID | None) -> str | None:
    # An id in the address instead of the e-mail: addresses end up in logs and histories.
    if contact_id is None:
        return None
    rows = FamilyContact.objects.visible_to(actor).filter(pk=contact_id)
    return rows.values_list("email_key", flat=True).first()
