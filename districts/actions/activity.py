"""Taking the activity of a district along is itself an event."""

from datetime import datetime
from typing import Any

from django.db import transaction

from districts import audit
from districts.actor import Actor
from districts.models import AuditEvent, District


@transaction.atomic
def note_export(*, district: District, asked: dict[str, Any], by: Actor, at: datetime) -> int:
    """Note that somebody downloads what they filtered by ``asked``; return the event's own id.

    Of a person's name only that it was asked for: the log holds no names.
    """
    filters = {name: name == "person" or str(value) for name, value in asked.items()}
    audit.record(
        "activity.exported",
        by=by,
        at=at,
        district_id=district.id,
        subject=district,
        detail={"filters": filters},
    )
    return AuditEvent.objects.filter(district_id=district.id).latest("id").id
