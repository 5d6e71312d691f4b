"""What the pages about pauses read, always starting at the person."""

import uuid
from datetime import datetime

from django.db.models import QuerySet

from districts.actor import Actor
from districts.models import School
from portfolios import gates
from portfolios.models import (
    Portfolio,
    PortfolioQuerySet,
    PortfolioTemplate,
    SharingPause,
    SharingPauseQuerySet,
)
from sharing.models import ShareLink


def pauses(actor: Actor) -> SharingPauseQuerySet:
    """Return the pauses ``actor`` may see, with all that is said of one."""
    rows = SharingPause.objects.visible_to(actor)
    return rows.select_related("school", "template", "district", "began_by", "ended_by")


def held(actor: Actor) -> SharingPauseQuerySet:
    """Return what is paused now, the newest first."""
    return pauses(actor).open().order_by("-began_at", "-pk")


def held_in_words(actor: Actor) -> str:
    """Return what is paused now, one after the other; empty where nothing is."""
    return ", ".join(map(str, held(actor)))


def earlier(actor: Actor) -> SharingPauseQuerySet:
    """Return the pauses that have ended, the last one first."""
    return pauses(actor).filter(ended_at__isnull=False).order_by("-ended_at", "-pk")


def just_paused(actor: Actor, pause_id: uuid.UUID | None) -> SharingPause | None:
    """Return the pause that an address names, while it can be undone."""
    return pauses(actor).open().filter(pk=pause_id).first() if pause_id else None


def schools(actor: Actor) -> "QuerySet[School]":
    """Return the schools whose links ``actor`` can pause."""
    return School.objects.visible_to(actor).order_by("name", "code")


def templates(actor: Actor) -> "QuerySet[PortfolioTemplate]":
    """Return the templates that have portfolios; an archived one's links still open."""
    rows = PortfolioTemplate.objects.visible_to(actor).filter(published_at__isnull=False)
    return rows.order_by("name", "pk")


def closes(wanted: SharingPause, at: datetime) -> int:
    """Count the links that open now and would not if it were paused as ``wanted``."""
    covered = Portfolio.objects.filter(gates.covered(wanted))
    return _live(covered.filter(gates.all_url_gates(at)), wanted, at)


def opens_again(pause: SharingPause, at: datetime) -> int:
    """Count the links that would open if this pause, and no other one, ended now."""
    covered = Portfolio.objects.filter(gates.covered(pause))
    return _live(covered.filter(gates.all_url_gates(at, but=pause.pk)), pause, at)


def _live(portfolios: PortfolioQuerySet, pause: SharingPause, at: datetime) -> int:
    links = ShareLink.objects.not_closed().filter(district=pause.district_id, expires_at__gt=at)
    return links.filter(portfolio__in=portfolios.values("pk")).count()
