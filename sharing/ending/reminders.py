"""Reminding students that their link ends: a row and an e-mail, each of them once."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from districts import outbox
from districts.models import District
from sharing.ending.days import Window, is_daytime, windows
from sharing.ending.links import ending
from sharing.models import LinkReminder, ShareLink, ShareLinkQuerySet

MAIL = "link_reminder"
"""The purpose of its e-mails, and the beginning of their dedupe keys."""


def remind(*, at: datetime) -> None:
    """Queue what is due, in every district where it is day."""
    queued = [
        _queue(district, window, link_id, at=at)
        for district in District.objects.order_by("pk")
        if is_daytime(at, district.zone)
        for window in windows(at, district.zone)
        for link_id in _due(district, window, at).values_list("pk", flat=True)
    ]
    if any(queued):
        outbox.wake_sweep()


def _due(district: District, window: Window, at: datetime) -> ShareLinkQuerySet:
    """Return the links whose student is to be reminded now and has an address to be told at.

    Whoever made a link with fewer days to go has known its end since; one made at any hour of a
    day that is as many days before the last one had more.
    """
    told = LinkReminder.objects.filter(
        district=OuterRef("district"),
        link=OuterRef("pk"),
        expires_at=OuterRef("expires_at"),
        days=window.days,
    )
    return ending(district, at).filter(
        ~Exists(told),
        expires_at__gt=window.after,
        expires_at__lte=window.until,
        issued_at__lt=F("expires_at") - timedelta(days=window.days),
        portfolio__student__user__is_active=True,
        portfolio__student__user__email__isnull=False,
    )


@transaction.atomic
def _queue(district: District, window: Window, link_id: uuid.UUID, *, at: datetime) -> bool:
    """Queue one reminder, unless somebody is at the link: who resets it, or another worker."""
    links = ShareLink.objects.select_for_update(skip_locked=True, no_key=True)
    if links.filter(pk=link_id).first() is None:
        return False
    # Asked anew, now that nobody else can remind of it.
    found = _due(district, window, at).filter(pk=link_id)
    due = found.values_list("expires_at", "portfolio__student__user__email").first()
    if due is None:
        return False
    expires_at, address = due
    assert address is not None
    reminder = LinkReminder.objects.create(
        district=district,
        link_id=link_id,
        expires_at=expires_at,
        days=window.days,
        queued_at=at,
    )
    outbox.enqueue(
        purpose=MAIL,
        subject_id=reminder.pk,
        recipient=address,
        dedupe_key=f"{MAIL}:{link_id}:{expires_at.isoformat()}:{window.days}",
        district_id=district.pk,
        at=at,
        alone=False,
    )
    return True
