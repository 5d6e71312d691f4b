"""Turning the weekly e-mail off, and on again."""

import uuid
from datetime import datetime

from django.db import transaction

from districts.actor import Actor, System
from districts.audit import record
from districts.models import StaffMember
from sharing.models import LinkDigest

BEARER = System("link in the weekly e-mail")
"""Whoever holds the link: it was sent to one address, and a mail program presses it for people."""


@transaction.atomic
def stop_digest(*, staff_id: uuid.UUID, by: Actor | System, at: datetime) -> None:
    """Send this teacher no more of them; doing so twice changes nothing."""
    digest = _held(staff_id)
    if digest.stopped_at is None:
        digest.stopped_at = at
        digest.save(update_fields=["stopped_at"])
        _note("link_digest.stopped", digest, by=by, at=at)


@transaction.atomic
def resume_digest(*, staff_id: uuid.UUID, by: Actor | System, at: datetime) -> None:
    """Send them again, from next Monday on."""
    digest = _held(staff_id)
    if digest.stopped_at is not None:
        digest.stopped_at = None
        digest.save(update_fields=["stopped_at"])
        _note("link_digest.resumed", digest, by=by, at=at)


def _held(staff_id: uuid.UUID) -> LinkDigest:
    staff = StaffMember.objects.get(pk=staff_id)
    rows = LinkDigest.objects.select_for_update(no_key=True)
    digest, _made = rows.get_or_create(district_id=staff.district_id, staff=staff)
    return digest


def _note(verb: str, digest: LinkDigest, *, by: Actor | System, at: datetime) -> None:
    record(verb, by=by, at=at, district_id=digest.district_id, subject=digest.staff)
