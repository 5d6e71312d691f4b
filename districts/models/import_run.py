"""One package on its way, and what became of it."""

from enum import StrEnum

from django.db import models
from django.db.models import CheckConstraint, F, Q

from districts.actor import Actor, Role
from districts.models.district import District
from districts.models.package import StoredPackage
from districts.models.sis import SisConnection
from districts.models.user import User
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class RunState(StrEnum):
    """States of an import run, derived from its facts, first match."""

    UNDONE = "undone"
    FAILED = "failed"
    REFUSED = "refused"
    REMOVALS_HELD = "removals_held"
    DISCARDED = "discarded"
    APPROVED = "approved"
    HELD = "held"
    NOTHING = "nothing"
    APPLIED = "applied"
    PLANNED = "planned"
    RECEIVED = "received"


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Runs, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "ImportRunQuerySet":
        """Return the runs of the connections they see.

        For a District Admin (full) all of the district; for a School Admin (full) those whose scope
        is nothing but their schools, and was so when the package came.
        """
        found = self.filter(
            district_id=actor.here, connection__in=SisConnection.objects.visible_to(actor)
        )
        if actor.role is Role.DISTRICT_ADMIN:
            return found
        scoped_at = F("connection__scoped_at")
        return found.filter(Q(connection__scoped_at=None) | Q(received_at__gt=scoped_at))

    def unfinished(self) -> "ImportRunQuerySet":
        """Return the runs that a worker has something to do for."""
        over = Q(refused_at__isnull=False) | Q(failed_at__isnull=False)
        done = Q(planned_at__isnull=False) & (
            Q(dry_run=True)
            | Q(applied_at__isnull=False)
            | Q(discarded_at__isnull=False)
            | Q(held_at=None)
            | Q(approved_at=None)
        )
        return self.exclude(over).exclude(done)


class ImportRun(models.Model):
    """One package on its way: stage → check → plan → hold or go → apply → tell.

    ``settings`` is what the plan was made under (switches and the two association settings);
    ``counts`` is kind → {created, changed, ended, unchanged}; ``hold_reasons`` are codes;
    ``digest`` is of the changes that wait, by which an approval is bound to them.

    ``attempts`` counts how often a worker has begun. A run that carries out the removals another
    run had left waiting ``follows`` it, and tells of the same package; one that takes another back
    ``undoes`` it, and has none. ``asked_by`` handed the package in or asked for the undo,
    ``answered_by`` approved or discarded; commands and the clock are no accounts. ``waive`` says
    that a person has lifted the thresholds for this run: a year's rollover.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="import_runs")
    connection = models.ForeignKey(SisConnection, models.PROTECT, related_name="runs")
    package = models.ForeignKey(StoredPackage, models.PROTECT, null=True, related_name="runs")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undoings")
    dry_run = models.BooleanField(default=False)
    waive = models.BooleanField(default=False, db_default=False)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    settings = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    emails_planned = models.PositiveIntegerField(default=0)
    emails_queued = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    staged_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    hold_reasons = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True)
    applied_at = models.DateTimeField(null=True)
    removals_held = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    discarded_by = models.CharField(max_length=200, blank=True, default="", db_default="")
    refused_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        """A dry run is never applied; what is applied was planned."""

        constraints = [
            *tenant("import_run", "connection", "package", "follows", "undoes"),
            CheckConstraint(
                condition=Q(dry_run=False) | Q(applied_at=None),
                name="import_run_dry_is_not_applied",
            ),
            CheckConstraint(
                condition=Q(applied_at=None) | Q(planned_at__isnull=False),
                name="import_run_applied_was_planned",
            ),
            CheckConstraint(
                condition=Q(applied_at=None) | Q(held_at=None) | Q(approved_at__isnull=False),
                name="import_run_held_needs_approval",
            ),
        ]
        indexes = [models.Index(fields=["district", "-received_at"], name="import_run_recent")]

    def __str__(self) -> str:
        """Return when it came."""
        return f"import of {self.received_at:%Y-%m-%d %H:%M}"

    def state(self) -> RunState:
        """Return the state the facts add up to, first match."""
        facts = [
            (self.undone_at, RunState.UNDONE),
            (self.failed_at, RunState.FAILED),
            (self.refused_at, RunState.REFUSED),
            (self.applied_at and self.removals_held, RunState.REMOVALS_HELD),
            (self.discarded_at and not self.applied_at, RunState.DISCARDED),
            (self._waits() and self.approved_at, RunState.APPROVED),
            (self._waits(), RunState.HELD),
            (self.planned_at and not self._changes_anything(), RunState.NOTHING),
            (self.applied_at, RunState.APPLIED),
            (self.planned_at, RunState.PLANNED),
        ]
        return next((state for fact, state in facts if fact), RunState.RECEIVED)

    def _waits(self) -> bool:
        """Tell whether nothing was applied because a person has to look."""
        return bool(self.held_at and not self.applied_at and not self.dry_run)

    def _changes_anything(self) -> bool:
        """Tell whether the plan differs from what is: ``counts`` says so for every kind."""
        return any(
            number
            for counts in self.counts.values()
            for what, number in counts.items()
            if what != "unchanged"
        )
