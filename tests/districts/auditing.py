"""Events for tests about the audit log, written as actions write them."""

import uuid
from datetime import UTC, datetime, timedelta

from districts import audit
from districts.actor import Actor, System
from districts.models import AuditEvent, District

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
NOBODY = System("test")


def minutes(count: float) -> datetime:
    """Return the instant so many minutes after NOW."""
    return NOW + timedelta(minutes=count)


def happens(
    *, in_district: uuid.UUID | None, by: Actor | System = NOBODY, at: datetime = NOW
) -> AuditEvent:
    """Note an event of a district, or of the installation, and return it."""
    subject = District(id=in_district or uuid.UUID(int=1))
    audit.record("district.created", by=by, at=at, district_id=in_district, subject=subject)
    return AuditEvent.objects.latest("id")
