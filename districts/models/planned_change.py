"""The stored plan of an import run, and what in its package a person should know of."""

from django.db import models
from django.db.models import Q, UniqueConstraint

from districts.models.district import District, School
from districts.models.import_run import ImportRun
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


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
        indexes = [
            # The few that wait, without walking past a million that do not.
            models.Index(fields=["district", "run"], condition=Q(held=True), name="planned_held"),
            # What changes or ends, among a million that are new, in the order of the lists.
            models.Index(
                fields=["district", "run", "kind", "subject_id"],
                condition=~Q(action="create"),
                name="planned_touched",
            ),
        ]

    def __str__(self) -> str:
        """Return action and key."""
        return f"{self.action} {self.kind} {self.key}"


class ImportProblem(models.Model):
    """Something in the package that a person should know of; the row was skipped or repeated.

    ``code`` and ``detail``, the value in question, say it in anybody's language; ``message`` is
    what it was when it was found.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    file = models.CharField(max_length=120)
    line = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60)
    detail = models.TextField(default="", db_default="", blank=True)
    message = models.TextField()

    class Meta:
        """Read in the order of the package."""

        constraints = [*tenant("import_problem", "run")]
        ordering = ["file", "line", "id"]

    def __str__(self) -> str:
        """Return the sentence."""
        return self.message
