"""Set-up links: how staff come to their account, when an administrator says so."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from django.db import models
from django.db.models import Case, CheckConstraint, Q, UniqueConstraint, Value, When

from districts.models.district import District
from districts.models.staff import StaffMember
from districts.models.user import User
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id
from spacesedu.lib.token_rows import TokenRow

VALID_FOR = timedelta(days=30)


class SetupState(StrEnum):
    """States of a set-up link, first match."""

    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"
    BOUNCED = "bounced"
    SENT = "sent"
    QUEUED = "queued"


class StaffInvitationQuerySet(models.QuerySet["StaffInvitation"]):
    """Set-up links by state."""

    def pending(self) -> Self:
        """Return those nobody has used or revoked; they may have expired or bounced."""
        return self.filter(accepted_at=None, revoked_at=None)

    def with_state(self, at: datetime) -> "models.QuerySet[Any]":
        """Annotate ``state_now``, equal to ``state(at)``."""
        return self.annotate(
            state_now=Case(
                When(accepted_at__isnull=False, then=Value(SetupState.ACCEPTED.value)),
                When(revoked_at__isnull=False, then=Value(SetupState.REVOKED.value)),
                When(expires_at__lte=at, then=Value(SetupState.EXPIRED.value)),
                When(bounced_at__isnull=False, then=Value(SetupState.BOUNCED.value)),
                When(sent_at__isnull=False, then=Value(SetupState.SENT.value)),
                default=Value(SetupState.QUEUED.value),
                output_field=models.CharField(),
            )
        )


class StaffInvitation(TokenRow):
    """A set-up link to one staff member: whoever holds it owns the address it was sent to.

    The link is derived from ``kid``, ``handle`` and ``nonce`` and stored nowhere. It gives no role:
    what the person may do follows from their roles, before and after.
    """

    PURPOSE = "staff-setup"

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    staff = models.ForeignKey(StaffMember, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = StaffInvitationQuerySet.as_manager()

    class Meta:
        """One pending link a person; used or revoked, never both."""

        constraints = [
            *tenant("staff_invitation", "staff"),
            UniqueConstraint(
                fields=["district", "staff"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="staff_invitation_one_pending",
            ),
            CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                name="staff_invitation_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        """Return whom it is for, never the token."""
        return f"set-up link of {self.staff_id}"

    def state(self, at: datetime) -> SetupState:
        """Return the state the facts add up to at ``at``."""
        facts = [
            (self.accepted_at is not None, SetupState.ACCEPTED),
            (self.revoked_at is not None, SetupState.REVOKED),
            (self.expires_at <= at, SetupState.EXPIRED),
            (self.bounced_at is not None, SetupState.BOUNCED),
            (self.sent_at is not None, SetupState.SENT),
        ]
        return next((state for holds, state in facts if holds), SetupState.QUEUED)
