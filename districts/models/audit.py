"""What was done, by whom, in which role: insert-only."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, UniqueConstraint

from districts.actor import Actor, Role
from spacesedu.lib import access


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """What was done, as somebody may read it."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the events of their district for a District Admin, none for anybody else.

        Whether the role may read them at all is a power: limited District Admins have it not.
        """
        access.note()
        if actor.role is not Role.DISTRICT_ADMIN:
            return self.none()
        return self.filter(district_id=actor.here)


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

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        """Read by district, newest first: all, of a person, of a kind, about one thing, of a day.

        Rows are written in the order of time and never change, so a summary per range of pages
        finds a day in a fraction of a tree's room.
        """

        indexes = [
            models.Index(fields=["district_id", "-id"], name="audit_by_district"),
            models.Index(fields=["district_id", "actor_user_id", "-id"], name="audit_by_actor"),
            models.Index(fields=["district_id", "subject_id", "-id"], name="audit_by_subject"),
            models.Index(fields=["district_id", "verb", "-id"], name="audit_by_verb"),
            BrinIndex(fields=["at"], name="audit_by_time", pages_per_range=16, autosummarize=True),
        ]

    def __str__(self) -> str:
        """Return verb and subject."""
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class AuditSeal(models.Model):
    """A link of a district's hash chain over its audit events, made every minute.

    ``digest`` is SHA-256 over the previous digest, the seal's own facts and the canonical form of
    the events in ``event_ids``, in id order (``version`` says by which rules of
    ``districts/chain/canonical.py``). An event that committed late is sealed late: each is in
    exactly one seal. Insert-only, like the events. ``district_id`` is null for events of the
    installation.
    """

    id = models.BigAutoField(primary_key=True)
    district_id = models.UUIDField(null=True)
    number = models.PositiveIntegerField()
    event_ids = ArrayField(models.BigIntegerField())
    last_event_id = models.GeneratedField(
        expression=Func(F("event_ids"), template="(event_ids)[cardinality(event_ids)]"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    version = models.PositiveSmallIntegerField(default=1, db_default=1)
    sealed_at = models.DateTimeField()

    class Meta:
        """One chain a district, numbered from 1 without a gap; found again by what it seals."""

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
        indexes = [models.Index(fields=["district_id", "last_event_id"], name="audit_seal_by_last")]

    def __str__(self) -> str:
        """Return its place in the chain."""
        return f"seal {self.number}"
