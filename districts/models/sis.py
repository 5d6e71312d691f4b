"""SIS connections, runs, the stored plan of each run, and the identities a SIS names."""

from enum import StrEnum

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from districts.actor import Actor, Role
from districts.models.district import District, School
from districts.models.roster import ClassGroup
from districts.models.staff import StaffMember
from districts.models.student import Student
from districts.models.user import User
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class SisConnection(models.Model):
    """Where packages come from. Absence counts only inside its scope; no schools = the district."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="connections")
    name = models.SlugField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        """A name is unique in its district."""

        constraints = [
            *tenant("sis_connection"),
            UniqueConstraint(fields=["district", "name"], name="sis_connection_name_key"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class ExternalKind(models.TextChoices):
    """The kinds of things a SIS gives ids to."""

    STUDENT = "student"
    STAFF = "staff"
    CLASS = "class"


class ExternalId(models.Model):
    """One identity a source gave: (district, source, kind, id), compared exactly.

    It stays when the thing disappears from the source, so that it comes back as itself.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    connection = models.ForeignKey(SisConnection, models.PROTECT, related_name="external_ids")
    kind = models.CharField(max_length=10, choices=ExternalKind)
    value = models.CharField(max_length=512)
    student = models.ForeignKey(Student, models.CASCADE, null=True, related_name="external_ids")
    staff = models.ForeignKey(StaffMember, models.CASCADE, null=True, related_name="external_ids")
    class_group = models.ForeignKey(
        ClassGroup, models.CASCADE, null=True, related_name="external_ids"
    )

    class Meta:
        """An id names one thing, of its kind."""

        constraints = [
            *tenant("external_id", "connection", "student", "staff", "class_group"),
            UniqueConstraint(
                fields=["district", "connection", "kind", "value"],
                name="external_id_key",
            ),
            CheckConstraint(
                condition=Q(kind="student", student__isnull=False, staff=None, class_group=None)
                | Q(kind="staff", staff__isnull=False, student=None, class_group=None)
                | Q(kind="class", class_group__isnull=False, student=None, staff=None),
                name="external_id_names_its_kind",
            ),
        ]

    def __str__(self) -> str:
        """Return kind and id."""
        return f"{self.kind} {self.value}"


class RunState(StrEnum):
    """States of an import run, derived from its facts, first match."""

    UNDONE = "undone"
    FAILED = "failed"
    REFUSED = "refused"
    REMOVALS_HELD = "removals_held"
    HELD = "held"
    NOTHING = "nothing"
    APPLIED = "applied"
    PLANNED = "planned"
    RECEIVED = "received"


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Runs, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "ImportRunQuerySet":
        """Return the district's runs for a District Admin with full rights, none for others.

        A School Admin's runs are those of connections scoped to their schools; every connection's
        scope is the whole district so far.
        """
        access.note()
        if actor.role is Role.DISTRICT_ADMIN and actor.full:
            return self.filter(district_id=actor.here)
        return self.none()


class ImportRun(models.Model):
    """One package on its way: stage → check → plan → hold or go → apply → tell.

    ``settings`` is what the plan was made under (switches and the two association settings);
    ``counts`` is kind → {created, changed, ended, unchanged}; ``hold_reasons`` are codes.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="import_runs")
    connection = models.ForeignKey(SisConnection, models.PROTECT, related_name="runs")
    dry_run = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    emails_planned = models.PositiveIntegerField(default=0)
    emails_queued = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=200)
    staged_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    hold_reasons = models.JSONField(default=list)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True)
    applied_at = models.DateTimeField(null=True)
    removals_held = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        """A dry run is never applied; what is applied was planned."""

        constraints = [
            *tenant("import_run", "connection"),
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
            (self.held_at and not self.approved_at and not self.dry_run, RunState.HELD),
            (self.planned_at and not self._changes_anything(), RunState.NOTHING),
            (self.applied_at, RunState.APPLIED),
            (self.planned_at, RunState.PLANNED),
        ]
        return next((state for fact, state in facts if fact), RunState.RECEIVED)

    def _changes_anything(self) -> bool:
        """Tell whether the plan differs from what is: ``counts`` says so for every kind."""
        return any(
            number
            for counts in self.counts.values()
            for what, number in counts.items()
            if what != "unchanged"
        )


class ChangeAction(models.TextChoices):
    """What a planned change does."""

    CREATE = "create"
    CHANGE = "change"
    END = "end"
    REVIVE = "revive"


class PlannedChange(models.Model):
    """One difference between the package and the district: preview, audit trail and undo data.

    ``key`` is the natural key in the package's words; ``subject_id`` the row it concerns (decided
    at planning, also for rows that do not exist yet); ``before`` and ``after`` hold only what
    differs. ``held`` changes wait for a person; the others happened when the run was applied.
    """

    id = ordered_id()
    # Rows come in millions: the composite key to the run says all of it, and the one index serves
    # every question that is asked of a run.
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    run = models.ForeignKey(
        ImportRun, models.CASCADE, related_name="changes", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=20)
    action = models.CharField(max_length=10, choices=ChangeAction)
    key = models.CharField(max_length=1100)
    subject_id = models.UUIDField()
    school = models.ForeignKey(
        School,
        models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.CharField(max_length=60, blank=True)
    held = models.BooleanField(default=False)

    class Meta:
        """One change a row and run."""

        constraints = [
            *tenant("planned_change", "run"),
            UniqueConstraint(
                fields=["district", "run", "kind", "subject_id"],
                name="planned_change_key",
            ),
        ]

    def __str__(self) -> str:
        """Return action and key."""
        return f"{self.action} {self.kind} {self.key}"


class ImportProblem(models.Model):
    """Something in the package that a person should know of; the row was skipped or repeated."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    file = models.CharField(max_length=120)
    line = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60)
    message = models.TextField()

    class Meta:
        """Read in the order of the package."""

        constraints = [*tenant("import_problem", "run")]
        ordering = ["file", "line", "id"]

    def __str__(self) -> str:
        """Return the sentence."""
        return self.message
