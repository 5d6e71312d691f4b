"""What an administrator reads about storage: how full it is, who fills it, what waits or failed."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, F, Q, Sum
from django.db.models.functions import Cast, Coalesce
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.models import Student
from portfolios.models import Attachment
from portfolios.policy import can_see_storage
from portfolios.storage.quota import limits_of
from portfolios.storage.room import Use
from spacesedu.lib.home import Tile

MOST = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StudentUse:
    """One student, and what the files of all their portfolios take up."""

    student: Student
    use: Use


@dataclass(frozen=True, slots=True)
class Storage:
    """A district's files: of its room, the largest students, and what is not ready."""

    use: Use
    student_limit: int
    largest: tuple[StudentUse, ...]
    waiting: int
    failed: int

    @property
    def stats(self) -> list[Figure]:
        """Return the figures beside the bar; without a limit there is no bar."""
        used = [] if self.use.limit else [Figure(_("Used"), filesizeformat(self.use.used))]
        unlimited = _("no limit")
        a_student = filesizeformat(self.student_limit) if self.student_limit else unlimited
        return [
            *used,
            Figure(_("Room a student has"), a_student),
            Figure(_("Files being made ready"), str(self.waiting)),
            Figure(_("Files that failed"), str(self.failed)),
        ]


def storage_of(actor: Actor) -> Storage:
    """Return what the actor's district stores."""
    use, student_limit = limits_of(actor.here)
    unready = Attachment.objects.kept().filter(district=actor.here, ready_at=None)
    counted = unready.aggregate(
        waiting=Count("pk", filter=Q(failed_at=None)),
        failed=Count("pk", filter=Q(failed_at__isnull=False)),
    )
    return Storage(use, student_limit, _largest(actor, student_limit), **counted)


def ways(actor: Actor) -> list[Tile]:
    """Return the door to it among a district's settings."""
    if not can_see_storage(actor):
        return []
    text = _("How much room files take up, and who stores most.")
    return [Tile(_("Storage"), text, reverse("storage:district"), "hard-drive")]


def _largest(actor: Actor, limit: int) -> tuple[StudentUse, ...]:
    student = Coalesce(F("post__portfolio__student"), F("draft__portfolio__student"))
    files = Attachment.objects.filter(district=actor.here, template=None).order_by()
    sums = files.values(whose=student).annotate(total=Cast(Sum("stored"), BigIntegerField()))
    rows = sums.filter(total__gt=0).order_by("-total", "whose")[:MOST]
    totals = {row["whose"]: row["total"] for row in rows}
    found = Student.objects.visible_to(actor).in_bulk(list(totals))
    return tuple(
        StudentUse(found[pk], Use(total, limit)) for pk, total in totals.items() if pk in found
    )
