"""Walking through storage: 256 shelves, and on each the folders of uploads and of files."""

import re
from datetime import datetime

from django.core.files.storage import default_storage

SHELVES = tuple(f"{number:02x}" for number in range(256))
_FOLDER = re.compile(r"[0-9a-f]{32}")


def folders_on(shelf: str) -> set[str]:
    """Return the folders on a shelf, ``<shelf>/<32 letters>``; what else lies there is not ours."""
    try:
        names, _files = default_storage.listdir(shelf)
    except FileNotFoundError:
        return set()
    return {f"{shelf}/{name}" for name in names if _FOLDER.fullmatch(name)}


def is_older(folder: str, than: datetime) -> bool:
    """Tell whether the last file was put into a folder before then; an empty one has no age."""
    try:
        _folders, names = default_storage.listdir(folder)
        times = [default_storage.get_modified_time(f"{folder}/{name}") for name in names]
    except FileNotFoundError:
        return False
    return bool(times) and max(times) < than
