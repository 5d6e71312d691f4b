"""The watched folders: what lands there is taken, kept and imported.

``SIS_INBOX/<district>/<connection>/`` is a connection's folder; what lies in the district's own
belongs to the only inbox connection that speaks of the whole district. A package is copied out of
reach of whoever delivers before it is read, so that nothing can be changed under our hands; only
when it is whole there do its files leave the folder.
"""

import logging
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import takewhile
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation

from districts.actor import System
from districts.models import ConnectionKind, SisConnection
from districts.sis import limits
from districts.sis.arrivals import Arrival, arrivals, entries
from districts.sis.receive import receive
from districts.sis.work import scope_of
from spacesedu.lib.db import try_lock
from spacesedu.lib.plain_files import copied, folder_opened, remove_as_seen

log = logging.getLogger(__name__)

INBOX = System("inbox")


def scan(*, at: datetime) -> int:
    """Take what may be taken of every inbox whose hours have come; return how many packages."""
    taken = 0
    for connection, folder in _folders():
        if limits.open_now(connection.district, at):
            try:
                taken += _scan(connection, folder, at=at)
            except Exception:
                # One folder's trouble is not another's.
                log.exception("the inbox of connection %s cannot be read", connection.pk)
    return taken


def _folders() -> Iterator[tuple[SisConnection, Path]]:
    """Yield the connections that are fed by folder, and the folders there are for each."""
    root = Path(settings.SIS_INBOX)
    found = SisConnection.objects.filter(kind=ConnectionKind.INBOX, ended_at=None)
    known = list(found.select_related("district").order_by("district__slug", "name"))
    whole = [connection for connection in known if scope_of(connection) is None]
    for connection in known:
        own = root / connection.district.slug
        alone = [other for other in whole if other.district_id == connection.district_id]
        for folder in [own / connection.name, *([own] if alone == [connection] else [])]:
            if folder.is_dir() and not folder.is_symlink():
                yield connection, folder


@transaction.atomic
def _scan(connection: SisConnection, folder: Path, *, at: datetime) -> int:
    if not try_lock(f"sis:inbox:{connection.pk}"):
        return 0
    shelf = Path(settings.SIS_TAKEN) / str(connection.pk)
    shelf.mkdir(parents=True, exist_ok=True)
    with folder_opened(folder) as opened:
        for number, arrival in enumerate(arrivals(entries(opened), at=at)):
            _take(arrival, opened, shelf / f"{at:%Y%m%d%H%M%S%f}-{number:03}")
    moved = sorted(shelf.iterdir())
    # In their order, or not yet: an older package must not come after a newer one.
    return sum(1 for _ in takewhile(partial(_handed_in, connection, at=at), moved))


def _take(arrival: Arrival, folder: int, place: Path) -> None:
    """Move a package's files into a place of its own, which appears when it has them all.

    A crash in between leaves them where they lay; one after that brings what is known already.
    """
    making = place.parent.with_name(f"{place.parent.name}-making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    taken = {name: copied(name, folder, making) for name in arrival.files}
    if None in taken.values():
        # Whoever delivers is at it again, and will have done by another time.
        shutil.rmtree(making)
        return
    making.rename(place)
    for name, seen in taken.items():
        if seen is not None:
            remove_as_seen(name, seen, folder)


def _handed_in(connection: SisConnection, place: Path, *, at: datetime) -> bool:
    """Keep a package, and tell whether that worked; one that cannot be kept comes again.

    Those before it stand: taken back with it, each would be stored anew every minute.
    """
    try:
        with transaction.atomic():
            _hand_in(connection, place, at=at)
    except Exception:
        log.exception("a package of connection %s cannot be kept", connection.pk)
        return False
    return True


def _hand_in(connection: SisConnection, place: Path, *, at: datetime) -> None:
    """Keep a package; its place is cleared once that is certain.

    One that a crash has left in its place comes again: what it says is known by then.
    """
    files = sorted(place.iterdir())
    one = len(files) == 1 and files[0].suffix.lower() == ".zip"
    name = files[0].name if one else ", ".join(file.name for file in files)
    if files:
        with translation.override(connection.district.language):
            receive(files[0] if one else place, connection, name=name, by=INBOX, at=at)
    transaction.on_commit(partial(shutil.rmtree, place))
