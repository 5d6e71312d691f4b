"""Who follows one student, or did: each adult once, with the newest state in a word."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from districts.models import Student
from families.models import (
    EndReason,
    FamilyContact,
    FamilyInvitation,
    InvitationState,
    SchoolAssociation,
)
from families.tab.status import LOOKS, Status

_OF_INVITATION = {
    InvitationState.QUEUED: Status.QUEUED,
    InvitationState.SENT: Status.SENT,
    InvitationState.OPENED: Status.OPENED,
    InvitationState.BOUNCED: Status.BOUNCED,
    InvitationState.EXPIRED: Status.EXPIRED,
}


@dataclass(frozen=True, slots=True)
class Following:
    """One adult: connected, invited or neither any more, and the word for it with its look."""

    contact: FamilyContact
    active: bool
    invited: bool
    word: str
    kind: str
    icon: str


def followers_of(student: Student, at: datetime) -> list[Following]:
    """Return the student's adults by address; whose association ended comes with the reason.

    No row rule: the caller has found the student for somebody, and names adults only to those who
    may know them.
    """
    associations = SchoolAssociation.objects.filter(student=student).select_related("contact")
    # The open one of a pair if there is one, else the last that ended.
    newest = associations.order_by(
        "contact__email_key", F("ended_at").desc(nulls_first=True), "-id"
    ).distinct("contact__email_key")
    rows = list(newest)
    pending = FamilyInvitation.objects.pending().filter(contact__in=[row.contact for row in rows])
    states = {invitation.contact_id: invitation.state(at) for invitation in pending}
    return [_following(row, states.get(row.contact_id)) for row in rows]


def _following(row: SchoolAssociation, invitation: InvitationState | None) -> Following:
    if row.ended_at is not None:
        reason = str(EndReason(row.end_reason).label)
        return Following(row.contact, active=False, invited=False, word=reason, kind="", icon="ban")
    active = row.started_at is not None
    # Without a pending invitation there is nothing that could be accepted.
    expired = InvitationState.EXPIRED
    status = Status.ACTIVE if active else _OF_INVITATION[invitation or expired]
    look = LOOKS[status]
    return Following(
        row.contact,
        active=active,
        invited=not active,
        word=str(status.label),
        kind=look.kind,
        icon=look.icon,
    )
