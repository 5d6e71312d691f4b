"""Which form the words of a draft came from: two tabs, or two devices, are two forms.

A draft remembers it in its words: every form sends its own id along, the draft it was opened from,
and the places of the files it shows.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from portfolios.keeping.days import gone_before
from portfolios.models import Draft, SummaryDraft

MARKS = frozenset({"sent_as", "opened_from", "seen", "aside"})
"""What a form says about itself, and nobody has typed."""

type AnyDraft = Draft | SummaryDraft


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its id, the draft it was opened from as that stood then, the files it shows."""

    id: str = ""
    opened_from: str = ""
    files: frozenset[uuid.UUID] = frozenset()

    def continues(self, draft: AnyDraft) -> bool:
        """Tell whether the words of ``draft`` are this form's, or those it was opened with."""
        return form_of(draft.words).id == self.id or self.opened_from == version(draft)

    def draft[D: (Draft, SummaryDraft)](self, drafts: "QuerySet[D]", *, at: datetime) -> D | None:
        """Return the one of ``drafts``, those of one place, that it continues, put away or not."""
        mine = Q(discarded_at=None)
        if self.id:
            mine |= Q(words__contains=urlencode({"sent_as": self.id}))
        if pk := _id(self.opened_from.partition("@")[0]):
            mine |= Q(pk=pk)
        kept = drafts.filter(mine).filter(
            Q(discarded_at=None) | Q(discarded_at__gt=gone_before(at))
        )
        found = [draft for draft in kept.order_by("-updated_at", "pk") if self.continues(draft)]
        # Its own words before those it was opened with.
        found.sort(key=lambda draft: form_of(draft.words).id != self.id)
        return found[0] if found else None


def version(draft: AnyDraft | None) -> str:
    """Return what a form that is opened from ``draft`` says about it."""
    return f"{draft.pk}@{draft.updated_at.isoformat()}" if draft else ""


def form_of(words: str) -> Form:
    """Return the form whose words, address-encoded, these are."""
    return sent_form(QueryDict(words))


def sent_form(sent: Mapping[str, object]) -> Form:
    """Return the form that was sent; a damaged id is none."""
    places = (_id(name.removeprefix("order-")) for name in sent if name.startswith("order-"))
    return Form(
        id=str(_id(str(sent.get("sent_as", ""))) or ""),
        opened_from=str(sent.get("opened_from", "")),
        files=frozenset(pk for pk in places if pk),
    )


def aside[D: (Draft, SummaryDraft)](drafts: "QuerySet[D]", *, at: datetime) -> list[D]:
    """Return those of ``drafts`` that made way for another form, the last first."""
    away = drafts.filter(words__contains="aside=1", discarded_at__gt=gone_before(at))
    found = away.order_by("-discarded_at", "pk")
    return [draft for draft in found if "aside" in QueryDict(draft.words)]


def typed_in(words: str) -> dict[str, list[str]]:
    """Return what somebody has typed of the words of a draft, without what is empty."""
    return {
        name: said
        for name, said in QueryDict(words).lists()
        if name not in MARKS and not name.startswith("order-") and any(said)
    }


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
