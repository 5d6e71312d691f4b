"""What a district has set for its imports: when they run, and how much is too much."""

from django.db import models
from django.db.models import CheckConstraint, F, Q

from districts.models.district import District
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class ImportSettings(models.Model):
    """Thresholds in percent and rows, and the hours of the district's day in which imports run.

    A school that would lose more than ``removed_percent`` and more than ``removed_rows`` of a kind
    keeps them until a person has looked; a run that would change more than ``changed_percent``
    waits as a whole. Without ``window_from`` imports run at any hour; a window may pass midnight.
    """

    id = ordered_id()
    district = models.OneToOneField(District, models.PROTECT, related_name="import_settings")
    removed_percent = models.PositiveSmallIntegerField(default=10)
    removed_rows = models.PositiveSmallIntegerField(default=5)
    changed_percent = models.PositiveSmallIntegerField(default=75)
    window_from = models.TimeField(null=True)
    window_to = models.TimeField(null=True)

    class Meta:
        """Percents are percents; a window has both ends."""

        constraints = [
            *tenant("import_settings"),
            CheckConstraint(
                condition=Q(removed_percent__lte=100, changed_percent__lte=100),
                name="import_settings_percents",
            ),
            CheckConstraint(
                condition=Q(window_from=None, window_to=None)
                | (
                    Q(window_from__isnull=False, window_to__isnull=False)
                    & ~Q(window_from=F("window_to"))
                ),
                name="import_settings_window",
            ),
        ]

    def __str__(self) -> str:
        """Return whose."""
        return f"imports of {self.district}"


class QuietDays(models.Model):
    """Days, by the district's calendar, on which imports remove nothing and send no mail."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="quiet_days")
    first_day = models.DateField()
    last_day = models.DateField()
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        """They end when they begin, or later."""

        constraints = [
            *tenant("quiet_days"),
            CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="quiet_days_in_order"),
        ]
        ordering = ["first_day", "id"]

    def __str__(self) -> str:
        """Return both days."""
        return f"{self.first_day} to {self.last_day}"
