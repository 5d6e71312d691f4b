"""What files take up: of a student, and of a district, against the limits of the district.

All files count that lie in storage: those of posts and of drafts, those deleted and not erased yet,
and what uploads on their way have announced. A copy of a post shares its files and takes nothing.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, F, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from districts.actor import Actor
from districts.models import District
from portfolios.models import Attachment, Portfolio, Upload
from portfolios.storage.room import Room, Use


def room_in(portfolio: Portfolio, *, by: Actor) -> Room:
    """Return the room for what ``by`` adds to a portfolio."""
    student = portfolio.student
    used = (
        _sum(Attachment.objects.filter(post__portfolio__student=student), "stored")
        + _sum(Attachment.objects.filter(draft__portfolio__student=student), "stored")
        + _sum(on_their_way().filter(post__portfolio__student=student), "size")
        + _sum(on_their_way().filter(draft__portfolio__student=student), "size")
    )
    row = _limits(portfolio.district_id).annotate(used=used).get()
    whose = "" if by.own_record == student.pk else str(student)
    return Room(Use(row.used, row.student_limit), _district(row), whose)


def room_for_templates(district_id: uuid.UUID) -> Room:
    """Return the room for what an administrator adds to a template."""
    return Room(Use(0, 0), _district(_limits(district_id).get()))


def limits_of(district_id: uuid.UUID) -> tuple[Use, int]:
    """Return what a whole district uses of its room, and a student's limit, in bytes."""
    row = _limits(district_id).get()
    return _counted(row), row.student_limit


def on_their_way() -> "QuerySet[Upload]":
    """Return the uploads that are not finished: what they announced is spoken for."""
    return Upload.objects.filter(finished_at=None, refused="")


def _district(row: Any) -> Use:  # noqa: ANN401 -- a district with its limits
    """Return the use of a district; its files are counted only where there is a limit."""
    return _counted(row) if row.district_limit else Use(0, 0)


def _counted(row: Any) -> Use:  # noqa: ANN401 -- a district with its limits
    used = _sum(Attachment.objects.filter(district=row.pk), "stored") + _sum(
        on_their_way().filter(district=row.pk), "size"
    )
    counted = District.objects.filter(pk=row.pk).annotate(used=used)
    return Use(counted.values_list("used", flat=True).get(), row.district_limit)


def _limits(district_id: uuid.UUID) -> "QuerySet[Any]":
    """Return the district with ``student_limit`` and ``district_limit``: its own or everybody's."""
    student, district = settings.QUOTA_STUDENT_BYTES, settings.QUOTA_DISTRICT_BYTES
    return District.objects.filter(pk=district_id).annotate(
        student_limit=Coalesce(F("media_quota__student_bytes"), Value(student)),
        district_limit=Coalesce(F("media_quota__district_bytes"), Value(district)),
    )


def _sum(rows: "QuerySet[Any]", column: str) -> Combinable:
    """Return the sum of one district's rows, for use inside another statement; none: 0."""
    total = Cast(Sum(column), BigIntegerField())
    sums = rows.order_by().values("district").annotate(total=total).values("total")
    return Coalesce(Subquery(sums), 0)
