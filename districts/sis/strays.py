"""Packages in storage that no row names: a killed worker, or a transaction that broke, left them.

Rows are not asked. What has lain there for thirty days goes, and by then the packages of rows have
gone as well: an older database that was brought back, or another one that was given the same
storage by mistake, loses nothing that it would still have.
"""

import logging
from datetime import datetime

from django.core.files.storage import default_storage

from districts.sis.keeping import FOLDER, KEPT_FOR

log = logging.getLogger(__name__)


def erase_strays(*, at: datetime) -> int:
    """Erase what was stored among the packages more than thirty days ago; return how many."""
    erased = 0
    for shelf in _names(FOLDER)[0]:
        folder = f"{FOLDER}/{shelf}"
        for name in _names(folder)[1]:
            key = f"{folder}/{name}"
            try:
                if default_storage.get_modified_time(key) < at - KEPT_FOR:
                    default_storage.delete(key)
                    erased += 1
            except Exception:
                # One that cannot be erased holds up no other; tomorrow again.
                log.exception("could not erase %s", key)
    if erased:
        log.warning("erased %d packages of no row", erased)
    return erased


def _names(folder: str) -> tuple[list[str], list[str]]:
    """Return the folders and files in a folder; nothing where there is none yet."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
