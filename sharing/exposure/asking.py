"""What the pages about live links are asked, from an address or a form, and by whom."""

import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from django.http import QueryDict

from districts.actor import Actor
from districts.grades import CHOICES
from districts.models import District
from sharing.exposure.listing import KINDS, ORDERS, Now, Wanted
from spacesedu.lib.keyset import PAGE
from spacesedu.lib.search import term

_GRADES = {grade for grade, _words in CHOICES}


def wanted_in(query: QueryDict) -> Wanted:
    """Return what is asked for; what has been mistyped narrows nothing."""
    grade, order, state = (query.get(name, "") for name in ("grade", "order", "state"))
    return Wanted(
        search=term(query.get("q", "")),
        school=next(_ids([query.get("school", "")]), None),
        grade=grade if grade in _GRADES else "",
        template=next(_ids([query.get("template", "")]), None),
        kind=next((one for one in KINDS if one.key == state), KINDS[0]),
        order=order if order in ORDERS else "",
    )


def asked(wanted: Wanted) -> dict[str, str]:
    """Return the same as an address and a form say it."""
    said = {
        "q": wanted.search,
        "school": str(wanted.school or ""),
        "grade": wanted.grade,
        "template": str(wanted.template or ""),
        "state": wanted.kind.key,
        "order": wanted.order,
    }
    return {name: text for name, text in said.items() if text}


def ids_in(query: QueryDict) -> list[uuid.UUID]:
    """Return the links that were ticked: no more than stand on a page."""
    return list(_ids(query.getlist("link")))[:PAGE]


def district_of(actor: Actor) -> District:
    """Return the district whose links they are."""
    return District.objects.visible_to(actor).filter(pk=actor.here)[0]


def now_in(actor: Actor, at: datetime) -> Now:
    """Return ``at`` with the zone of the actor's district."""
    return Now(at, district_of(actor).zone)


def _ids(texts: list[str]) -> Iterator[uuid.UUID]:
    for text in texts:
        with suppress(ValueError):
            yield uuid.UUID(text)
