"""Letting Support read a district for some hours, ending that, and noting what was read."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor
from districts.models import District, SupportGrant
from districts.models.grant import LONGEST_GRANT


class GrantOpenError(ValueError):
    """Support can read the district already."""


class GrantTermError(ValueError):
    """The grant would hold for no time, or for more than a day."""


@transaction.atomic
def give_grant(
    *, district: District, hours: int, reason: str, by: Actor, at: datetime
) -> SupportGrant:
    """Let Support read the district for ``hours``, and return the grant.

    A grant that has outlived its time is ended first, by nobody: there is one open row a district.
    Raises ``GrantOpenError`` while one still holds, so that pressing twice gives once, and
    ``GrantTermError`` for anything but 1 to 24 hours.
    """
    # The lock on the district's row makes two administrators take turns.
    district = District.objects.select_for_update().get(pk=district.pk)
    term = timedelta(hours=hours)
    if not timedelta() < term <= LONGEST_GRANT:
        raise GrantTermError(_("Support can read for 1 to 24 hours."))
    held = district.support_grants.filter(ended_at=None).first()
    if held is not None and held.ends_at > at:
        raise GrantOpenError(_("Support can read already. End that first to change it."))
    if held is not None:
        held.ended_at = held.ends_at
        held.save(update_fields=["ended_at"])
    grant = SupportGrant.objects.create(
        district=district, reason=reason, given_at=at, given_by_id=by.user_id, ends_at=at + term
    )
    audit.record(
        "grant.given",
        by=by,
        at=at,
        district_id=district.id,
        subject=grant,
        detail={"hours": hours},
    )
    return grant


@transaction.atomic
def end_grants(*, district: District, by: Actor, at: datetime) -> bool:
    """End what lets Support read; tell whether anything still did. Ending twice is ending once."""
    held = district.support_grants.select_for_update().live(at).first()
    if held is None:
        return False
    held.ended_at, held.ended_by_id = at, by.user_id
    held.save(update_fields=["ended_at", "ended_by"])
    audit.record("grant.ended", by=by, at=at, district_id=district.id, subject=held)
    return True


@transaction.atomic
def note_reading(*, view: str, ids: dict[str, str], by: Actor, at: datetime) -> None:
    """Note that Support has read a page of the district: which one, and the ids in its address."""
    audit.record(
        "support.read",
        by=by,
        at=at,
        district_id=by.here,
        subject=SupportGrant(pk=by.grant_id),
        detail={"view": view, "ids": ids},
    )
