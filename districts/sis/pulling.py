"""Fetching from OneRoster services: once a day each, in the hours of the district."""

import logging
import tempfile
from datetime import datetime
from pathlib import Path

from django.db.models import Q
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

log = logging.getLogger(__name__)

CLOCK = System("daily fetching")


def fetch_due(*, at: datetime) -> int:
    """Fetch from every service whose day has not been fetched yet; return how many."""
    fetched = 0
    open_ones = SisProvider.objects.filter(
        connection__kind=ConnectionKind.PULL, connection__ended_at=None
    )
    for service in open_ones.select_related("connection__district").order_by("id"):
        district = service.connection.district
        if limits.open_now(district, at) and _claim(service, at):
            try:
                fetch(service.connection, by=CLOCK, at=at)
            except Exception:
                # One service's trouble is not another's.
                log.exception("connection %s could not be fetched", service.connection_id)
            fetched += 1
    return fetched


def fetch(connection: SisConnection, *, by: Actor | System, at: datetime) -> ImportRun:
    """Fetch what the service tells and hand it in; where nothing comes, the run is refused."""
    with tempfile.TemporaryDirectory(prefix="sis-") as folder:
        try:
            pulled = pull(service_of(connection.provider), Path(folder), at=at)
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
