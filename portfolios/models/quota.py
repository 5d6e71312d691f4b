"""How much a district's files may take up, where that is its own matter."""

from django.db import models

from districts.models import District
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class MediaQuota(models.Model):
    """A district's own limits in bytes; null: the installation's, 0: no limit."""

    id = ordered_id()
    district = models.OneToOneField(District, models.CASCADE, related_name="media_quota")
    student_bytes = models.PositiveBigIntegerField(null=True)
    district_bytes = models.PositiveBigIntegerField(null=True)

    class Meta:
        """One a district."""

        constraints = [*tenant("media_quota")]

    def __str__(self) -> str:
        """Return the district's id."""
        return str(self.district_id)
