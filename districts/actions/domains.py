"""Trusting an identity provider with an e-mail domain of a district, and ending that."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor
from districts.models import District, VerifiedDomain


class DomainTrustedError(ValueError):
    """The provider vouches for the domain in the district already."""


@transaction.atomic
def verify_domain(
    *,
    district: District,
    domain: str,
    issuer: str,
    approved_by: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> VerifiedDomain:
    """Let ``issuer`` vouch for ``domain`` in the district, and return the row.

    Raises ``DomainTrustedError`` when it does already, so that pressing twice makes one row.
    """
    district = District.objects.select_for_update().get(pk=district.pk)
    if district.verified_domains.trusting(issuer=issuer, domain=domain).exists():
        raise DomainTrustedError(_("This provider vouches for the domain already."))
    row = VerifiedDomain.objects.create(
        district=district,
        domain=domain.lower(),
        issuer=issuer,
        approved_by=approved_by,
        reason=reason,
        verified_at=at,
    )
    audit.record(
        "domain.verified",
        by=by,
        at=at,
        district_id=district.id,
        subject=row,
        detail={"domain": row.domain, "issuer": issuer, "approved_by": approved_by},
    )
    return row


@transaction.atomic
def end_domain(*, row: VerifiedDomain, by: Actor, at: datetime) -> VerifiedDomain:
    """End the trust from the next sign-in on; ending twice is ending once."""
    row = VerifiedDomain.objects.select_for_update().get(pk=row.pk)
    if row.ended_at is None:
        row.ended_at, row.ended_by = at, by.key
        row.save(update_fields=["ended_at", "ended_by"])
        audit.record("domain.ended", by=by, at=at, district_id=row.district_id, subject=row)
    return row
