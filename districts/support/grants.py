"""What a district reads about the grants it gave Support: the one that holds, and what was read."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.actor import Actor
from districts.models import AuditEvent, District, SupportGrant
from districts.policy import Power, may
from spacesedu.lib import clock

READINGS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """One page Support was shown: when, which one in words, and the ids in its address."""

    at: datetime
    page: str
    ids: str


def granting_district(actor: Actor) -> District | None:
    """Return the district whose grants the actor gives."""
    return District.objects.visible_to(actor).filter(id=actor.here).first()


def grants_of(actor: Actor) -> "QuerySet[SupportGrant]":
    """Return the district's grants, newest first; none for who may not give any."""
    rows = SupportGrant.objects.select_related("given_by", "ended_by").order_by("-given_at", "-id")
    if not may(actor, Power.GRANT_SUPPORT):
        return rows.none()
    return rows.filter(district_id=actor.here)


def live_grant(actor: Actor, at: datetime) -> SupportGrant | None:
    """Return the grant under which Support can read the actor's district now."""
    return SupportGrant.objects.live(at).filter(id__in=grants_of(actor).values("id")).first()


def readings_under(grant: SupportGrant, district: District) -> list[Reading]:
    """Return what Support has read under the grant, newest first, a hundred at most."""
    events = AuditEvent.objects.filter(
        district_id=district.id, subject_id=str(grant.pk), verb="support.read"
    ).order_by("-id")[:READINGS_SHOWN]
    return [
        Reading(
            at=clock.wall_time(event.at, district.zone),
            page=page_in_words(str(event.detail["view"])),
            ids=", ".join(f"{name} {value}" for name, value in event.detail["ids"].items()),
        )
        for event in events
    ]


def reading_counts(district: District, grants: list[SupportGrant]) -> dict[str, int]:
    """Return how many pages were read under each grant, by its id in words."""
    events = AuditEvent.objects.filter(
        district_id=district.id,
        subject_id__in=[str(grant.pk) for grant in grants],
        verb="support.read",
    )
    return dict(
        events.values("subject_id")
        .order_by()
        .annotate(n=Count("id"))
        .values_list("subject_id", "n")
    )


def time_left(until: datetime, at: datetime) -> str:
    """Return how long that is from now, in words: ``3 hours``, ``40 minutes``."""
    minutes = max(1, round((until - at).total_seconds() / 60))
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if rest:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest})
    return " ".join(parts)


def page_in_words(view: str) -> str:
    """Return a page's name in the words of its tab; pages below it say only where they belong."""
    words = {
        "home": _("Home"),
        "portfolios": _("Portfolios"),
        "families": _("Family"),
        "sharing": _("Share"),
        "districts:classes": _("Classes"),
        "districts:people": _("People"),
        "districts:students": _("Students"),
        "districts:student": _("Students"),
        "districts:staff": _("Staff"),
        "districts:schools": _("Schools"),
        "districts:settings": _("Settings"),
        "districts:why": _("Why can’t they see it?"),
    }
    return words.get(view) or words.get(view.partition(":")[0]) or view
