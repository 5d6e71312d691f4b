"""Telling teachers once a week which links of their students end: one e-mail, however many."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from districts import outbox
from districts.models import District, StaffMember
from sharing.ending.days import digest_week
from sharing.ending.teachers import concerned, links_of
from sharing.models import LinkDigest
from spacesedu.lib.token_rows import opened

MAIL = "link_digest"
"""The purpose of its e-mails, and the beginning of their dedupe keys."""


def send_digests(*, at: datetime) -> None:
    """Queue this week's e-mails, in every district where Monday has begun and nobody sleeps."""
    queued = [
        _queue(teacher, week, at=at)
        for district in District.objects.order_by("pk")
        if (week := digest_week(at, district.zone))
        for teacher in _waiting(district, week, at)
        if links_of(teacher, at)
    ]
    if any(queued):
        outbox.wake_sweep()


def opened_by(token: str) -> LinkDigest | None:
    """Return whose e-mail the link under it turns off and on."""
    return opened(LinkDigest.objects.select_related("staff__user", "district"), token)


def has_stopped(staff_id: uuid.UUID) -> bool:
    """Tell whether a teacher wants no more of them."""
    return LinkDigest.objects.filter(staff=staff_id, stopped_at__isnull=False).exists()


def _waiting(district: District, week: date, at: datetime) -> "QuerySet[StaffMember]":
    """Return the teachers who are concerned, want the e-mail and have not had this week's."""
    settled = LinkDigest.objects.filter(staff=OuterRef("pk")).filter(
        Q(last_week__gte=week) | Q(stopped_at__isnull=False)
    )
    teachers = concerned(district, at).filter(~Exists(settled))
    return teachers.select_related("user", "district").order_by("pk")


@transaction.atomic
def _queue(teacher: StaffMember, week: date, *, at: datetime) -> bool:
    """Queue one e-mail, unless the teacher wants none any more.

    A worker that comes to it at the same instant queues it under the same key: there is still one.
    """
    digest, _made = LinkDigest.objects.get_or_create(district=teacher.district, staff=teacher)
    if digest.token is None:
        # Its key has been dropped, and with it the link in earlier mails; nobody wished for that.
        digest.renew()
    waits = LinkDigest.objects.filter(pk=digest.pk, stopped_at=None)
    if teacher.user is None or teacher.user.email is None or not waits.update(last_week=week):
        return False
    outbox.enqueue(
        purpose=MAIL,
        subject_id=digest.pk,
        recipient=teacher.user.email,
        dedupe_key=f"{MAIL}:{digest.pk}:{week.isoformat()}",
        district_id=teacher.district_id,
        at=at,
        alone=False,
    )
    return True
