"""What was done, by whom, in which role: insert-only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class AuditEvent(models.Model):
    """One change by a person, a command or an import.

    Ids, not names, and no foreign keys: the record outlives what it speaks of and never blocks an
    erasure. A trigger refuses UPDATE and DELETE. ``district_id`` is null only for events of the
    installation itself.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    district_id = models.UUIDField(null=True)
    actor_user_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=20, blank=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)
    request_id = models.CharField(max_length=32, blank=True, default="", db_default="")

    class Meta:
        """Read by district, newest first: all, of one person, or about one thing."""

        indexes = [
            models.Index(fields=["district_id", "-id"], name="audit_by_district"),
            models.Index(fields=["district_id", "actor_user_id", "-id"], name="audit_by_actor"),
            models.Index(fields=["district_id", "subject_id", "-id"], name="audit_by_subject"),
        ]

    def __str__(self) -> str:
        """Return verb and subject."""
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class AuditSeal(models.Model):
    """A link of a district's hash chain over its audit events, made every minute.

    ``digest`` is SHA-256 over the previous digest and the canonical form of the events in
    ``event_ids``, in id order. An event that committed late is sealed late: each is in exactly one
    seal. Insert-only, like the events. ``district_id`` is null for events of the installation.
    """

    id = models.BigAutoField(primary_key=True)
    district_id = models.UUIDField(null=True)
    number = models.PositiveIntegerField()
    event_ids = ArrayField(models.BigIntegerField())
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        """One chain a district, numbered from 1 without a gap."""

        constraints = [
            UniqueConstraint(
                fields=["district_id", "number"],
                nulls_distinct=False,
                name="audit_seal_number_key",
            ),
            CheckConstraint(
                condition=Q(number__gte=1) & Q(event_ids__len__gt=0),
                name="audit_seal_seals_something",
            ),
        ]

    def __str__(self) -> str:
        """Return its place in the chain."""
        return f"seal {self.number}"
