"""The outbox: a message is a row of the business transaction; the queue only wakes a worker."""

from django.db import models
from django.db.models import CheckConstraint, Q

from districts.models.district import District
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class OutboundEmail(models.Model):
    """One e-mail to be sent, being sent, sent, given up or cancelled.

    It holds no text and no secret: ``purpose`` names the function that derives the message from
    ``subject_id`` at sending time, and that asks again whether the cause still stands.
    ``dedupe_key`` makes the same message impossible to queue twice. ``last_failure`` is what the
    mail server said last, while the message is still being tried.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    recipient = models.EmailField()
    dedupe_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    last_failure = models.TextField(blank=True, db_default="")
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    dead_reason = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)

    class Meta:
        """A message ends one way; the sweeper reads only the open ones."""

        constraints = [
            *tenant("outbound_email"),
            CheckConstraint(
                condition=Q(sent_at=None, dead_at=None)
                | Q(sent_at=None, cancelled_at=None)
                | Q(dead_at=None, cancelled_at=None),
                name="outbound_email_ends_one_way",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at=None, dead_at=None, cancelled_at=None),
                name="outbound_email_open",
            )
        ]

    def __str__(self) -> str:
        """Return the purpose."""
        return self.purpose
