"""What was handed in, as it is kept: so that a run can begin again, and be looked into."""

from django.db import models

from districts.models.district import District
from districts.models.sis import SisConnection
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class StoredPackage(models.Model):
    """One package in private storage, what is read of its files, and nothing else.

    ``sha256`` is over the names and bytes of the files kept, in hexadecimal: two packages that say
    the same have the same, however they were packed. ``left_out`` names the files that were not
    kept; ``notes`` are problems found at receipt: objects of code, file, column and detail. The
    bytes are erased after 30 days, the row stays.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    connection = models.ForeignKey(SisConnection, models.PROTECT, related_name="packages")
    name = models.CharField(max_length=255)
    key = models.CharField(max_length=200, unique=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    left_out = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    received_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """The oldest that are not yet erased are asked for every day."""

        constraints = [*tenant("stored_package", "connection")]
        indexes = [
            models.Index(
                fields=["received_at"],
                name="stored_package_to_erase",
                condition=models.Q(erased_at=None),
            )
        ]

    def __str__(self) -> str:
        """Return the name it came with."""
        return self.name
