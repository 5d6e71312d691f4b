"""One invitation a person, however many children: what was sent and what became of it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import (
    Case,
    CheckConstraint,
    Exists,
    OuterRef,
    Q,
    UniqueConstraint,
    Value,
    When,
)

from districts.actor import Actor
from districts.models import District, ImportRun, User
from families.models.association import SchoolAssociation
from families.models.contact import FamilyContact
from spacesedu.lib import access, tokens
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id
from spacesedu.lib.token_rows import TokenRow

VALID_FOR = timedelta(days=30)


class InvitationState(StrEnum):
    """States of an invitation, first match."""

    ACCEPTED = "accepted"
    DISOWNED = "disowned"
    DECLINED = "declined"
    REVOKED = "revoked"
    ENDED_BY_IMPORT = "ended_by_import"
    EXPIRED = "expired"
    BOUNCED = "bounced"
    OPENED = "opened"
    SENT = "sent"
    QUEUED = "queued"


class FamilyInvitationQuerySet(models.QuerySet["FamilyInvitation"]):
    """Invitations, as somebody sees them and by state."""

    def visible_to(self, actor: Actor) -> "FamilyInvitationQuerySet":
        """Return the invitations of adults who are invited for students of the actor's schools."""
        access.note()
        if not actor.is_admin:
            return self.none()
        theirs = SchoolAssociation.objects.visible_to(actor).filter(contact=OuterRef("contact"))
        return self.filter(Exists(theirs), district_id=actor.here)

    def pending(self) -> "FamilyInvitationQuerySet":
        """Return those nobody has answered or ended; they may have expired or bounced."""
        return self.filter(pending_condition())

    def with_state(self, at: datetime) -> "models.QuerySet[Any]":
        """Annotate ``state_now``, equal to ``state(at)``."""
        return self.annotate(state_now=state_expression(at))


def pending_condition(through: str = "") -> Q:
    """Return that nobody has answered or ended the invitation reached by ``through``."""
    answers = ("accepted_at", "declined_at", "disowned_at", "revoked_at", "ended_by_run")
    return Q(**{f"{through}{answer}": None for answer in answers})


def state_expression(at: datetime, through: str = "") -> Case:
    """Return ``state(at)`` in SQL, of the invitation itself or of one reached by ``through``."""
    state = InvitationState
    facts: list[tuple[dict[str, object], InvitationState]] = [
        ({"accepted_at__isnull": False}, state.ACCEPTED),
        ({"disowned_at__isnull": False}, state.DISOWNED),
        ({"declined_at__isnull": False}, state.DECLINED),
        ({"revoked_at__isnull": False}, state.REVOKED),
        ({"ended_by_run__isnull": False}, state.ENDED_BY_IMPORT),
        ({"expires_at__lte": at}, state.EXPIRED),
        ({"bounced_at__isnull": False}, state.BOUNCED),
        ({"opened_at__isnull": False}, state.OPENED),
        ({"sent_at__isnull": False}, state.SENT),
    ]
    whens = [
        When(Q(**{f"{through}{name}": value for name, value in fact.items()}), then=Value(word))
        for fact, word in facts
    ]
    return Case(*whens, default=Value(state.QUEUED), output_field=models.CharField())


class FamilyInvitation(TokenRow):
    """An invitation to one contact for all their invited associations.

    The link is derived from ``kid``, ``handle`` and ``nonce``; resending keeps it and starts the 30
    days anew. The row stays after the answer, so a second click says "already accepted".
    """

    PURPOSE = "family-invitation"

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    contact = models.ForeignKey(FamilyContact, models.CASCADE, related_name="invitations")
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    disowned_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_by_run = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="+")

    objects = FamilyInvitationQuerySet.as_manager()

    class Meta:
        """One pending invitation a person; an answered one was answered one way."""

        constraints = [
            *tenant("family_invitation", "contact", "ended_by_run"),
            UniqueConstraint(
                fields=["district", "contact"],
                condition=pending_condition(),
                name="family_invitation_one_pending",
            ),
            CheckConstraint(
                condition=Q(accepted_at=None)
                | Q(
                    declined_at=None,
                    disowned_at=None,
                    revoked_at=None,
                    ended_by_run=None,
                ),
                name="family_invitation_accepted_is_final",
            ),
        ]

    def __str__(self) -> str:
        """Return whom it is for."""
        return f"invitation of {self.contact_id}"

    def state(self, at: datetime) -> InvitationState:
        """Return the state the facts add up to at ``at``."""
        facts = [
            (self.accepted_at is not None, InvitationState.ACCEPTED),
            (self.disowned_at is not None, InvitationState.DISOWNED),
            (self.declined_at is not None, InvitationState.DECLINED),
            (self.revoked_at is not None, InvitationState.REVOKED),
            (self.ended_by_run_id is not None, InvitationState.ENDED_BY_IMPORT),
            (self.expires_at <= at, InvitationState.EXPIRED),
            (self.bounced_at is not None, InvitationState.BOUNCED),
            (self.opened_at is not None, InvitationState.OPENED),
            (self.sent_at is not None, InvitationState.SENT),
        ]
        return next((state for holds, state in facts if holds), InvitationState.QUEUED)


class FormerLink(models.Model):
    """What opened an invitation until ``run`` gave its adult another address.

    It opens nothing while it stands here; taking the run back makes it the invitation's link again.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="+")
    invitation = models.ForeignKey(FamilyInvitation, models.CASCADE, related_name="+")
    kid = models.CharField(max_length=20)
    handle = models.BinaryField(max_length=tokens.HANDLE_BYTES)
    nonce = models.BinaryField(max_length=tokens.NONCE_BYTES)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        """One a run and invitation."""

        constraints = [
            *tenant("former_link", "run", "invitation"),
            UniqueConstraint(fields=["run", "invitation"], name="former_link_key"),
        ]

    def __str__(self) -> str:
        """Return whose link it was."""
        return f"former link of {self.invitation_id}"
