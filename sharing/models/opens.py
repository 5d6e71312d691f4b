"""How often links were opened."""

from django.db import models
from django.db.models import UniqueConstraint

from districts.models import District
from sharing.models.link import ShareLink
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class LinkOpens(models.Model):
    """How often one link was opened on one day of the district's calendar; nobody knows by whom."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="opens")
    day = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        """One number a link and day."""

        constraints = [
            *tenant("link_opens", "link"),
            UniqueConstraint(fields=["district", "link", "day"], name="link_opens_a_day"),
        ]

    def __str__(self) -> str:
        """Return the link's portfolio and the day."""
        return f"{self.link} on {self.day}"
