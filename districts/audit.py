"""Writing the audit log: one plain insert in the business transaction."""

import uuid
from datetime import datetime

from django.db import models

from districts.actor import Actor, System
from districts.models import AuditEvent
from spacesedu.lib import request_id


def record(
    verb: str,
    *,
    by: Actor | System,
    at: datetime,
    district_id: uuid.UUID | None,
    subject: models.Model,
    detail: dict[str, object] | None = None,
) -> AuditEvent:
    """Note that ``by`` did ``verb`` to ``subject``. Ids only; never a name, address or token."""
    return AuditEvent.objects.create(
        at=at,
        district_id=district_id,
        actor_user_id=by.user_id if isinstance(by, Actor) else None,
        actor_label=by.key if isinstance(by, Actor) else by.label,
        actor_role=by.role.value if isinstance(by, Actor) else "system",
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        detail=detail or {},
        request_id=request_id.current(),
    )
