"""Fetching from OneRoster services: once a day each, in the hours of the district."""

import tempfile
import uuid
from datetime import datetime
from pathlib import Path

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from districts.actor import Actor, System
from districts.models import ConnectionKind, ImportRun, SisConnection, SisProvider
from districts.sis import journal, limits
from districts.sis.keeping import note
from districts.sis.problems import problem
from districts.sis.receive import begun, receive
from districts.sis.rest import Pulled, RestError, pull
from districts.sis.sealed import SealBrokenError
from districts.sis.service import service_of

CLOCK = System("daily fetching")
NEVER_EMPTY = ("orgs", "users")
LONGEST = 1200  # seconds: a worker may take a little longer for one task


def claim_due(*, at: datetime) -> list[uuid.UUID]:
    """Return the connections whose day is still to be fetched; they are the caller's to fetch."""
    services = SisProvider.objects.filter(
        connection__kind=ConnectionKind.PULL, connection__ended_at=None
    )
    return [
        service.connection_id
        for service in services.select_related("connection__district").order_by("id")
        if limits.open_now(service.connection.district, at) and _claim(service, at)
    ]


def fetch_daily(connection_id: uuid.UUID, *, at: datetime) -> None:
    """Fetch from one service, as the clock does."""
    fetch(SisConnection.objects.get(pk=connection_id), by=CLOCK, at=at)


def fetch(connection: SisConnection, *, by: Actor | System, at: datetime) -> ImportRun:
    """Fetch what the service tells and hand it in; where nothing comes, the run is refused."""
    # What the service says is kept as a sentence, for whoever reads the run.
    spoken = translation.override(connection.district.language)
    with spoken, tempfile.TemporaryDirectory(prefix="sis-") as folder:
        try:
            pulled = pull(service_of(connection.provider), Path(folder), at=at, seconds=LONGEST)
        except RestError as reason:
            return _refused(connection, str(reason.sentence), by=by, at=at)
        except SealBrokenError:
            return _refused(connection, _("its credentials have to be typed anew."), by=by, at=at)
        if not pulled.anything:
            return _refused(connection, _why(pulled), by=by, at=at)
        doubts = [
            note("pull_doubt", file=f"{name}.csv", detail=str(came.why_not))
            for name, came in pulled.came.items()
            if not came.complete
        ]
        doubts += [
            note("pull_empty", file=f"{name}.csv")
            for name in NEVER_EMPTY
            if pulled.came[name].complete and not pulled.came[name].rows
        ]
        return receive(Path(folder), connection, name=connection.name, by=by, at=at, notes=doubts)


def _claim(service: SisProvider, at: datetime) -> bool:
    """Tell whether the day is still to be fetched, and that we do: one worker's update counts."""
    today = at.astimezone(service.connection.district.zone).date()
    due = SisProvider.objects.filter(pk=service.pk).filter(
        Q(pulled_on=None) | Q(pulled_on__lt=today)
    )
    return bool(due.update(pulled_on=today))


def _why(pulled: Pulled) -> str:
    return " ".join(dict.fromkeys(str(came.why_not) for came in pulled.came.values()))


def _refused(connection: SisConnection, why: str, *, by: Actor | System, at: datetime) -> ImportRun:
    run = begun(connection, by=by, at=at)
    journal.refuse(run, [problem("service_silent", detail=why)], by=by, at=at)
    return run
