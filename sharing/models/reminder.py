"""That a student was reminded of a link's end."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from districts.models import District
from sharing.ending.days import REMINDED_BEFORE
from sharing.models.link import ShareLink
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class LinkReminder(models.Model):
    """One reminder: of this link, of this end, so many days before it.

    A reset gives the link another end, and with it its own reminders.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="reminders")
    expires_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    queued_at = models.DateTimeField()

    class Meta:
        """Nobody is reminded twice of the same."""

        constraints = [
            *tenant("link_reminder", "link"),
            UniqueConstraint(
                fields=["district", "link", "expires_at", "days"], name="link_reminder_once"
            ),
            CheckConstraint(condition=Q(days__in=REMINDED_BEFORE), name="link_reminder_days"),
        ]

    def __str__(self) -> str:
        """Return the link's portfolio and the days."""
        return f"{self.link}, {self.days} days before"
