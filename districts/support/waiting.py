"""What waits in each district, as far as states and counts tell: the marks beside its name."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from districts.models import RunState
from districts.support.health import import_health, mail_health
from districts.support.oversight import grants_for, without_admin

IMPORTS: dict[RunState, str | Promise] = {
    RunState.FAILED: _("Import failed"),
    RunState.REFUSED: _("Import refused"),
    RunState.HELD: _("Import waits"),
    RunState.REMOVALS_HELD: _("Removals wait"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about a district that Support should see in passing, and the page that says more.

    ``waits`` is false for what is good to know and asks for nothing; ``readable`` says that the
    district lets Support read it.
    """

    text: str | Promise
    kind: str
    icon: str
    url: str
    waits: bool = True
    readable: bool = False


def marks_by_district(actor: Actor, at: datetime) -> dict[uuid.UUID, list[Mark]]:
    """Return the marks of every district that has one: four questions, however many there are."""
    marks = defaultdict(list)
    for find in (_admins, _imports, _mail, _grants):
        for district, mark in find(actor, at):
            marks[district].append(mark)
    return dict(marks)


def _admins(actor: Actor, at: datetime) -> Iterator[tuple[uuid.UUID, Mark]]:
    for district, asked in without_admin(actor, at).items():
        url = reverse("districts:first_admin", args=[district])
        if asked:
            yield district, Mark(_("First admin invited"), "note", "send", url, waits=False)
        else:
            yield district, Mark(_("No administrator yet"), "warn", "user-plus", url)


def _imports(actor: Actor, at: datetime) -> Iterator[tuple[uuid.UUID, Mark]]:  # noqa: ARG001 -- like the others
    for latest in import_health(actor):
        if latest.trouble:
            told, district = latest.state, latest.run.district_id
            text = IMPORTS[latest.run.state()]
            yield district, Mark(text, told.kind, told.icon, _list("importrun", district))


def _mail(actor: Actor, at: datetime) -> Iterator[tuple[uuid.UUID, Mark]]:
    late, dead = set(), set()
    for post in mail_health(actor, at):
        if post.district_id and post.late:
            late.add(post.district_id)
        if post.district_id and post.dead:
            dead.add(post.district_id)
    for district in late:
        url = _list("outboundemail", district, state="waiting")
        yield district, Mark(_("Mail is late"), "warn", "hourglass", url)
    for district in dead:
        url = _list("outboundemail", district, state="dead")
        yield district, Mark(_("Mail given up"), "danger", "mail-x", url)


def _grants(actor: Actor, at: datetime) -> Iterator[tuple[uuid.UUID, Mark]]:
    for district in grants_for(actor).live(at).values_list("district_id", flat=True):
        url = _list("supportgrant", district)
        text = _("Support may read")
        yield district, Mark(text, "note", "eye", url, waits=False, readable=True)


def _list(model: str, district: uuid.UUID, **narrowed: str) -> str:
    """Return the console's list of that district alone."""
    query = {"district__id__exact": str(district), **narrowed}
    return reverse(f"console:districts_{model}_changelist", query=query)
