"""Erasing what lies in storage and is nobody's any more.

Rows go with those they belong to: a deleted account takes its drafts along, and those their files
and uploads. Rather than at each of those ends, the folders that nothing names are found here, once
a night: also those of a worker that was killed between storing a file and writing its row.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from portfolios.media.erase import erase
from portfolios.media.shelves import SHELVES, folders_on, is_older
from portfolios.models import Attachment, Upload
from spacesedu.lib.db import lock

log = logging.getLogger(__name__)

YOUNG = timedelta(days=1)
"""A file is stored before its row is written: what came last day may still get one."""
MOST = 1000
"""How many folders one night erases."""
_FEW = 100


def erase_orphans(*, at: datetime) -> int:
    """Erase folders that no row names, older than a day; return how many.

    Where they are most of what there is, the storage belongs to another database, or this one to
    an older day: then nothing goes, and an error is logged for a person to look at.
    """
    seen, nameless = 0, 0
    found: list[str] = []
    for shelf in SHELVES:
        there = folders_on(shelf)
        orphans = there - _named(shelf)
        seen, nameless = seen + len(there), nameless + len(orphans)
        found += sorted(orphans)[: MOST - len(found)]
    if nameless > max(_FEW, seen // 2):
        log.error("%d of %d folders in storage are of no row; none is erased", nameless, seen)
        return 0
    erased = 0
    for folder in found:
        try:
            erased += _erase(folder, at=at)
        except Exception:
            log.exception("could not erase %s; tomorrow again", folder)
    log.info("of %d folders in storage, %d were of no row; erased %d", seen, nameless, erased)
    return erased


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
    if _named(folder) or not is_older(folder, at - YOUNG):
        return False
    erase(folder)
    return True
