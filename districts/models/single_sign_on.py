"""Which outside identities a district trusts: Support verifies domain and issuer."""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Lower

from districts.models.district import District
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class VerifiedDomainQuerySet(models.QuerySet["VerifiedDomain"]):
    """Domains by what an identity says of itself."""

    def trusting(self, *, issuer: str, domain: str) -> Self:
        """Return the open rows for this issuer and e-mail domain, both compared exactly."""
        return self.filter(issuer=issuer, domain=domain.lower(), ended_at=None)


class VerifiedDomain(models.Model):
    """One e-mail domain that one issuer may vouch for in one district.

    An issuer is what an identity token's ``iss`` says, Microsoft's with its tenant: another
    tenant's token for the same domain opens nothing.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="verified_domains")
    domain = models.CharField(max_length=253)
    issuer = models.CharField(max_length=300)
    approved_by = models.CharField(max_length=200)
    reason = models.TextField()
    verified_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    objects = VerifiedDomainQuerySet.as_manager()

    class Meta:
        """One open row a district, domain and issuer; with approver and reason."""

        constraints = [
            *tenant("verified_domain"),
            UniqueConstraint(
                fields=["district", "domain", "issuer"],
                condition=Q(ended_at=None),
                name="verified_domain_one_open",
            ),
            CheckConstraint(condition=Q(domain=Lower("domain")), name="verified_domain_is_folded"),
            CheckConstraint(
                condition=~Q(approved_by="") & ~Q(reason=""),
                name="verified_domain_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        """Return domain and issuer."""
        return f"{self.domain} by {self.issuer}"
