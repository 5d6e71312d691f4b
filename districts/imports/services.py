"""The services of a district as Support sees them: where they are asked, never with what."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from districts.actor import Actor
from districts.models import District, SisProvider
from districts.policy import Power, may


@dataclass(frozen=True, slots=True)
class Row:
    """One service: its connection's name, its address, and whether that may be a private one."""

    id: uuid.UUID
    name: str
    url: str
    allowed: bool


def services_for(actor: Actor) -> QuerySet[SisProvider]:
    """Return every service that is asked; for Support alone."""
    rows = SisProvider.objects.filter(connection__ended_at=None).select_related("connection")
    return rows if may(actor, Power.SWITCH_FEATURES) else rows.none()


def services_of(actor: Actor, district: District) -> list[Row]:
    """Return the services of one district, by name."""
    rows = services_for(actor).filter(district=district).order_by("connection__name")
    return [
        Row(row.pk, row.connection.name, row.base_url, bool(row.private_host_by)) for row in rows
    ]
