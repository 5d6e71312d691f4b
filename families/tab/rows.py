"""The rows of the Family tab, as frozen values for its template."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from districts.actor import Actor
from families.models import FamilyContact, FamilyInvitation, Origin, SchoolAssociation
from families.queries import schools_of
from families.tab.status import LOOKS, Status, ties
from spacesedu.lib.clock import local_date


@dataclass(frozen=True, slots=True)
class Tie:
    """One student in an adult's row."""

    id: uuid.UUID
    student_id: uuid.UUID
    name: str
    school: str
    origin: str
    status: str
    status_kind: str
    status_icon: str
    can_revoke: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One adult, the students an administrator may see beside them, and what happened last."""

    id: uuid.UUID
    name: str
    email: str
    students: list[Tie]
    last_event: str
    last_event_on: date | None
    pending: uuid.UUID | None
    """The invitation that can be sent again or cancelled."""


def rows_of(actor: Actor, contacts: list[FamilyContact], at: datetime, zone: ZoneInfo) -> list[Row]:
    """Return a row for each contact, in four queries however many there are."""
    held = ties(actor, at).filter(contact__in=contacts).select_related("student", "invited_by")
    associations = list(held.order_by("student__sort_name", "id"))
    schools = schools_of([row.student_id for row in associations])
    invitations = _latest(contacts)
    rows = []
    for contact in contacts:
        mine = [row for row in associations if row.contact_id == contact.pk]
        invitation = invitations.get(contact.pk)
        event, when = _last_event(mine, invitation, at)
        rows.append(
            Row(
                id=contact.pk,
                name=_name(contact),
                email=contact.email,
                students=[
                    _tie(row, Status(row.status), schools.get(row.student_id, ())) for row in mine
                ],
                last_event=event,
                last_event_on=local_date(when, zone) if when else None,
                pending=_pending(mine, invitation),
            )
        )
    return rows


def _name(contact: FamilyContact) -> str:
    """Return the name the district knows, else the one the person chose."""
    known = f"{contact.first_name} {contact.last_name}".strip()
    return known or (contact.user.name if contact.user else "")


def _tie(row: SchoolAssociation, status: Status, schools: tuple[object, ...]) -> Tie:
    look = LOOKS[status]
    return Tie(
        id=row.pk,
        student_id=row.student_id,
        name=str(row.student),
        school=", ".join(str(school) for school in schools),
        origin=_origin(row),
        status=str(status.label),
        status_kind=look.kind,
        status_icon=look.icon,
        can_revoke=row.ended_at is None,
    )


def _origin(row: SchoolAssociation) -> str:
    if row.missing_since is not None and row.ended_at is None:
        return _("no longer in the SIS")
    if row.origin == Origin.PERSON and row.invited_by is not None:
        return _("added by %(person)s") % {"person": row.invited_by}
    return str(Origin(row.origin).label)


def _latest(contacts: list[FamilyContact]) -> dict[uuid.UUID, FamilyInvitation]:
    found = FamilyInvitation.objects.filter(contact__in=contacts)
    newest = found.order_by("contact_id", "-queued_at", "-id").distinct("contact_id")
    return {invitation.contact_id: invitation for invitation in newest}


def _pending(
    associations: list[SchoolAssociation], invitation: FamilyInvitation | None
) -> uuid.UUID | None:
    invited = any(row.ended_at is None and row.started_at is None for row in associations)
    answers = ("accepted_at", "declined_at", "disowned_at", "revoked_at", "ended_by_run_id")
    if invitation is None or not invited:
        return None
    answered = any(getattr(invitation, name) is not None for name in answers)
    return None if answered else invitation.pk


def _last_event(
    associations: list[SchoolAssociation], invitation: FamilyInvitation | None, at: datetime
) -> tuple[str, datetime | None]:
    """Return the newest fact in words, and when it was."""
    facts: list[tuple[datetime | None, str]] = [
        (row.started_at, _("Accepted")) for row in associations
    ]
    facts += [(row.invited_at, _("Invited")) for row in associations]
    if invitation is not None:
        facts += [
            (invitation.queued_at, _("Invitation waiting to be sent")),
            (invitation.sent_at, _("Invitation sent")),
            (invitation.bounced_at, _("E-mail came back")),
            (invitation.opened_at, _("Invitation opened")),
            (invitation.declined_at, _("Declined")),
            (invitation.disowned_at, _("Said “This is not me”")),
            (invitation.expires_at if invitation.accepted_at is None else None, _("Expired")),
        ]
    past = [(when, text) for when, text in facts if when is not None and when <= at]
    when, text = max(past, key=lambda fact: fact[0], default=(None, ""))
    return text, when
