"""How an adult stands with a student: the association's facts and the invitation's as a word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from families.models import EndReason, SchoolAssociation
from families.models.association import AssociationQuerySet
from families.models.invitation import pending_condition, state_expression


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

INVITED = frozenset({Status.QUEUED, Status.SENT, Status.OPENED})


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its key in the address, its word, and the ties it holds.

    ``plain`` says the same as ``statuses`` where the association alone decides, which spares
    PostgreSQL the invitations.
    """

    key: str
    label: str | Promise
    statuses: frozenset[Status]
    plain: Q | None = None


CHIPS = (
    Chip(
        "",
        _("All"),
        frozenset(Status) - {Status.DECLINED, Status.DISOWNED},
        plain=Q(ended_at=None),
    ),
    Chip(
        "active",
        _("Active"),
        frozenset({Status.ACTIVE}),
        plain=Q(ended_at=None, started_at__isnull=False),
    ),
    Chip("invited", _("Invited"), INVITED),
    Chip("bounced", _("Bounced"), frozenset({Status.BOUNCED})),
    Chip("expired", _("Expired"), frozenset({Status.EXPIRED})),
    Chip("declined", _("Declined"), frozenset({Status.DECLINED})),
    Chip("disowned", _("“This is not me”"), frozenset({Status.DISOWNED})),
)


def ties(actor: Actor, at: datetime) -> "AssociationQuerySet[Any]":
    """Return the ties the actor sees, with ``status``: the open ones, and those that were refused.

    A refusal stays until somebody links the two again. An invited tie without a pending
    invitation counts as expired: there is nothing that could be accepted.
    """
    again = SchoolAssociation.objects.open().filter(
        contact=OuterRef("contact"), student=OuterRef("student")
    )
    refused = Q(end_reason__in=[EndReason.DECLINED, EndReason.DISOWNED]) & ~Exists(again)
    invitation = "contact__invitations"
    return (
        SchoolAssociation.objects.visible_to(actor)
        .filter(Q(ended_at=None) | refused)
        .annotate(
            pending=FilteredRelation(invitation, condition=pending_condition(f"{invitation}__")),
            status=Case(
                When(ended_at__isnull=False, then=F("end_reason")),
                When(started_at__isnull=False, then=Value(Status.ACTIVE)),
                When(pending=None, then=Value(Status.EXPIRED)),
                default=state_expression(at, "pending__"),
                output_field=models.CharField(),
            ),
        )
    )


def ties_of(actor: Actor, chip: Chip, at: datetime) -> "AssociationQuerySet[Any]":
    """Return the ties a chip holds."""
    if chip.plain is not None:
        return SchoolAssociation.objects.visible_to(actor).filter(chip.plain)
    return ties(actor, at).filter(status__in=chip.statuses)
