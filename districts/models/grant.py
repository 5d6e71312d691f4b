"""What a district lets Support read, and for how long."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Now

from districts.models.district import District
from districts.models.user import User
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id

LONGEST_GRANT = timedelta(hours=24)


class SupportGrantQuerySet(models.QuerySet["SupportGrant"]):
    """Grants by time."""

    def live(self, at: datetime | Now) -> Self:
        """Return those that let Support read at ``at``, or now by the database's clock."""
        return self.filter(ended_at=None, given_at__lte=at, ends_at__gt=at)


class SupportGrant(models.Model):
    """A District Admin lets Support read portfolios, people and families, for a day at most.

    Without a live grant Support reads nobody; under one it changes nothing, and every page it
    reads is in the district's audit log.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="support_grants")
    reason = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = SupportGrantQuerySet.as_manager()

    class Meta:
        """A day at most, with a reason; one at a time."""

        constraints = [
            *tenant("support_grant"),
            UniqueConstraint(
                fields=["district"], condition=Q(ended_at=None), name="support_grant_one_open"
            ),
            CheckConstraint(
                condition=Q(ends_at__gt=F("given_at"), ends_at__lte=F("given_at") + LONGEST_GRANT),
                name="support_grant_is_a_day_at_most",
            ),
            CheckConstraint(condition=~Q(reason=""), name="support_grant_says_why"),
        ]

    def __str__(self) -> str:
        """Return until when it holds."""
        return f"until {self.ends_at:%Y-%m-%d %H:%M} UTC"
