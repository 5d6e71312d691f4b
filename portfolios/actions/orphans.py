"""Erasing what lies in storage and is nobody's any more.

Rows go with those they belong to: a deleted account takes its drafts along, and those their files
and uploads. Rather than at each of those ends, the folders that nothing names are found here, once
a night: also those of a worker that was killed between storing a file and writing its row.
"""

import logging
from datetime import datetime

from django.db import transaction

from districts.models import District
from portfolios.keeping.days import gone_before
from portfolios.media.erase import erase
from portfolios.media.owners import FOLDER, others, sign
from portfolios.media.shelves import SHELVES, folders_on, is_older
from portfolios.models import Attachment, Upload
from spacesedu.lib.db import lock

log = logging.getLogger(__name__)

MOST = 1000
"""How many folders one night erases."""
SHARE = 33
"""One folder in so many may be nobody's: about three per cent."""
_FEW = 10


def erase_orphans(*, at: datetime) -> int:
    """Erase folders that no row names and whose last file came more than thirty days ago.

    Return how many. That long somebody who has brought an older database back has time to notice:
    its files are there, the rows are not. Where another district has files here as well, or more
    than a few folders are nobody's, the storage belongs to another database, or this one to an
    older day: then nothing goes, and an error is logged for a person to look at.
    """
    if strangers := _strangers():
        log.error(
            "nothing is erased while %s/ in storage has marks of districts not of ours: %s",
            FOLDER,
            ", ".join(strangers),
        )
        return 0
    seen, nameless = 0, 0
    found: list[str] = []
    for shelf in SHELVES:
        there = folders_on(shelf)
        orphans = there - _named(shelf)
        seen, nameless = seen + len(there), nameless + len(orphans)
        if len(found) < MOST:
            found += sorted(one for one in orphans if is_older(one, gone_before(at)))
    if nameless > max(_FEW, seen // SHARE):
        log.error("%d of %d folders in storage are of no row; none is erased", nameless, seen)
        return 0
    erased = 0
    for folder in found[:MOST]:
        try:
            erased += _erase(folder, at=at)
        except Exception:
            log.exception("could not erase %s; tomorrow again", folder)
    log.info("of %d folders in storage, %d were of no row; erased %d", seen, nameless, erased)
    return erased


def _strangers() -> list[str]:
    """Return districts that have files here and are not of this database; sign for ours."""
    ours = list(District.objects.values_list("pk", flat=True))
    sign(ours)
    return sorted(others(ours))


def _named(begins: str) -> set[str]:
    """Return the folders that rows name and that begin so."""
    files = Attachment.objects.filter(folder__startswith=begins).order_by()
    uploads = Upload.objects.filter(folder__startswith=begins)
    return set(files.values_list("folder", flat=True)) | set(
        uploads.values_list("folder", flat=True)
    )


@transaction.atomic
def _erase(folder: str, *, at: datetime) -> bool:
    lock("portfolios.erasing")
    if _named(folder) or not is_older(folder, gone_before(at)):
        return False
    erase(folder)
    return True
