"""How an adult stands with a student: the association's facts and the invitation's as a word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from families.models import EndReason, FamilyInvitation, InvitationState, SchoolAssociation
from families.models.association import AssociationQuerySet


class Status(models.TextChoices):
    """What the tab shows and filters by."""

    ACTIVE = "active", _("Active")
    QUEUED = "queued", _("Invited, e-mail waiting")
    SENT = "sent", _("Invited")
    OPENED = "opened", _("Invited, opened")
    BOUNCED = "bounced", _("Bounced")
    EXPIRED = "expired", _("Expired")
    DECLINED = "declined", _("Declined")
    DISOWNED = "disowned", _("“This is not me”")


@dataclass(frozen=True, slots=True)
class Look:
    """How a status is drawn: words and icon say it, the colour only repeats it."""

    kind: str
    icon: str


LOOKS = {
    Status.ACTIVE: Look("good", "circle-check"),
    Status.QUEUED: Look("note", "clock"),
    Status.SENT: Look("note", "mail"),
    Status.OPENED: Look("note", "mail-open"),
    Status.BOUNCED: Look("danger", "triangle-alert"),
    Status.EXPIRED: Look("warn", "calendar-x"),
    Status.DECLINED: Look("", "ban"),
    Status.DISOWNED: Look("danger", "user-x"),
}

# A chip: its key in the address, its word, the statuses it holds.
OPEN = frozenset(Status) - {Status.DECLINED, Status.DISOWNED}
CHIPS: tuple[tuple[str, str | Promise, frozenset[Status]], ...] = (
    ("", _("All"), OPEN),
    ("active", _("Active"), frozenset({Status.ACTIVE})),
    ("invited", _("Invited"), frozenset({Status.QUEUED, Status.SENT, Status.OPENED})),
    ("bounced", _("Bounced"), frozenset({Status.BOUNCED})),
    ("expired", _("Expired"), frozenset({Status.EXPIRED})),
    ("declined", _("Declined"), frozenset({Status.DECLINED})),
    ("disowned", _("“This is not me”"), frozenset({Status.DISOWNED})),
)


def ties(actor: Actor, at: datetime) -> "AssociationQuerySet[Any]":
    """Return the ties the actor sees, with ``status``: the open ones, and those that were refused.

    A refusal stays until somebody links the two again. An invited tie without a pending
    invitation, as an import leaves it whose mail was undone, counts as expired.
    """
    again = SchoolAssociation.objects.open().filter(
        contact=OuterRef("contact"), student=OuterRef("student")
    )
    refused = Q(end_reason__in=[EndReason.DECLINED, EndReason.DISOWNED]) & ~Exists(again)
    pending = FamilyInvitation.objects.pending().filter(contact=OuterRef("contact"))
    visible = SchoolAssociation.objects.visible_to(actor).filter(Q(ended_at=None) | refused)
    return visible.annotate(
        invitation_state=Subquery(pending.with_state(at).values("state_now")[:1]),
        status=Case(
            When(ended_at__isnull=False, then=F("end_reason")),
            When(started_at__isnull=False, then=Value(Status.ACTIVE.value)),
            When(
                invitation_state__in=[
                    InvitationState.QUEUED,
                    InvitationState.SENT,
                    InvitationState.OPENED,
                    InvitationState.BOUNCED,
                ],
                then=F("invitation_state"),
            ),
            default=Value(Status.EXPIRED.value),
            output_field=models.CharField(),
        ),
    )
