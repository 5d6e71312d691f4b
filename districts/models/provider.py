"""A OneRoster service that a connection fetches from, and how it is asked."""

from django.db import models

from districts.models.district import District
from districts.models.sis import SisConnection
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class ProviderAuth(models.TextChoices):
    """How a service wants to be asked."""

    CLIENT_CREDENTIALS = "oauth2"
    OAUTH1 = "oauth1"
    BEARER = "bearer"


class SisProvider(models.Model):
    """Address, version and credentials of a service.

    ``sealed`` holds the credentials encrypted (``districts.sis.sealed``): they go in and are used,
    and are never shown again. ``private_host_by`` is who of Support allowed an address inside a
    private network, and empty otherwise.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    connection = models.OneToOneField(SisConnection, models.CASCADE, related_name="provider")
    base_url = models.URLField(max_length=500)
    version = models.CharField(max_length=5, choices=[("1.1", "1.1"), ("1.2", "1.2")])
    auth = models.CharField(max_length=10, choices=ProviderAuth)
    token_url = models.URLField(max_length=500, blank=True)
    sealed = models.TextField()
    private_host_by = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    pulled_on = models.DateField(null=True)

    class Meta:
        """A service belongs to its connection's district."""

        constraints = [*tenant("sis_provider", "connection")]

    def __str__(self) -> str:
        """Return the address."""
        return self.base_url
