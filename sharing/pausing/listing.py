"""Pauses as their page lists them, in the district's time."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from portfolios.models import SharingPause
from spacesedu.lib.clock import wall_time


@dataclass(frozen=True, slots=True)
class PauseView:
    """One pause; ``began_by`` and ``ended_by`` are empty where the account is gone."""

    what: str
    reason: str
    began: datetime
    began_by: str
    ended: datetime | None
    ended_by: str
    resume_url: str


def pause_view(pause: SharingPause) -> PauseView:
    """Return what the page says of one."""
    zone = pause.district.zone
    return PauseView(
        what=str(pause),
        reason=pause.reason,
        began=wall_time(pause.began_at, zone),
        began_by=str(pause.began_by or ""),
        ended=wall_time(pause.ended_at, zone) if pause.ended_at else None,
        ended_by=str(pause.ended_by or ""),
        resume_url=reverse("sharing_district:resume", kwargs={"pause": pause.pk}),
    )
