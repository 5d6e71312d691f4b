"""The lines of the Activity page, as frozen values: a few queries for any number of events."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from districts.activity.details import facts_of, named_in
from districts.activity.people import names_of, role_of, who
from districts.activity.words import Group, Things, Verb, kinds, verbs
from districts.actor import Actor
from districts.models import AuditEvent, User

ICONS = {
    Group.ACCOUNTS: "key-round",
    Group.STAFF: "id-card",
    Group.STUDENTS: "graduation-cap",
    Group.FAMILIES: "users",
    Group.WORK: "library",
    Group.SHARING: "share-2",
    Group.SETTINGS: "settings",
    Group.IMPORTS: "inbox",
    Group.OVERSIGHT: "eye",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was done: ``before`` + ``what`` + ``after`` go on from ``who``."""

    id: int
    at: datetime
    """As the district's clocks showed it, without a zone."""
    who: str
    role: str
    person: int | None
    before: str
    what: str
    after: str
    icon: str
    verb: str
    kind: str
    subject: str
    request: str
    detail: list[tuple[str, str]]

    @property
    def day(self) -> date:
        """Return the day it stands under."""
        return self.at.date()

    @property
    def sentence(self) -> str:
        """Return what was done, in one piece."""
        return f"{self.before}{self.what}{self.after}"


def rows_of(actor: Actor, events: Sequence[AuditEvent], zone: ZoneInfo) -> list[Row]:
    """Return a row for each event: one query for the people, one for each kind of thing."""
    people, things = names_of(events), things_in(actor, events)
    return [_row(event, people, things, zone) for event in events]


def by_time(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a page newest first; ids are given before a transaction's end."""
    return sorted(rows, key=lambda row: (row.at, row.id), reverse=True)


def things_in(actor: Actor, events: Sequence[AuditEvent]) -> Things:
    """Return the names of what the events are about, as the reader may see them now."""
    ids: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for kind, one in named_in(event):
            ids[kind].add(one)
    return {
        (kind, one): name
        for kind, wanted in ids.items()
        if kind in kinds()
        for one, name in kinds()[kind].names(actor, wanted).items()
    }


def _row(event: AuditEvent, people: dict[int, str], things: Things, zone: ZoneInfo) -> Row:
    verb = verbs().get(event.verb)
    sentence, group = (_sentence(verb, event), verb.group) if verb else (event.verb, None)
    before, what, after = sentence.partition("%(what)s")
    return Row(
        id=event.pk,
        at=event.at.astimezone(zone).replace(tzinfo=None),
        who=who(event, people),
        role=role_of(event),
        person=event.actor_user_id,
        before=before,
        what=what_of(event, things) if what else "",
        after=after,
        icon=ICONS[group] if group else "circle",
        verb=event.verb,
        kind=event.subject_type,
        subject=event.subject_id,
        request=event.request_id,
        detail=facts_of(event, things),
    )


def _sentence(verb: Verb, event: AuditEvent) -> str:
    about = (event.subject_type, event.subject_id)
    own = about == (User._meta.label_lower, str(event.actor_user_id))
    return str(verb.own if own and verb.own else verb.sentence)


def what_of(event: AuditEvent, things: Things) -> str:
    """Return what the event itself says, else the subject's name, else the words for its kind."""
    verb = verbs().get(event.verb)
    said = verb.told(event.detail, things) if verb is not None and verb.told is not None else ""
    return str(said) or name_of(event, things)


def name_of(event: AuditEvent, things: Things) -> str:
    """Return the subject's name, or the words for its kind where it has none any more."""
    name = things.get((event.subject_type, event.subject_id))
    if name:
        return str(name)
    kind = kinds().get(event.subject_type)
    return str(kind.noun) if kind else _("something")
