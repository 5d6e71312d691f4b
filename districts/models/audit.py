"""What was done, by whom, in which role: insert-only."""

from django.db import models


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

    class Meta:
        """Read by district, newest first."""

        indexes = [models.Index(fields=["district_id", "-id"], name="audit_by_district")]

    def __str__(self) -> str:
        """Return verb and subject."""
        return f"{self.verb} {self.subject_type} {self.subject_id}"
