"""Whose storage it is: a mark for every district that keeps its files there.

Two installations that were given one storage, by mistake, would each take the files of the other
for nobody's. So would an older database under newer files: there are marks that it does not know.
"""

import uuid
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "districts"


def sign(districts: Iterable[uuid.UUID]) -> None:
    """Leave the marks of these districts where they are not there yet."""
    there = _marks()
    for district in districts:
        if str(district) not in there:
            default_storage.save(f"{FOLDER}/{district}", ContentFile(b"keeps its files here\n"))


def others(districts: Iterable[uuid.UUID]) -> set[str]:
    """Return the marks of districts that are not among these."""
    return _marks() - {str(district) for district in districts}


def _marks() -> set[str]:
    try:
        return set(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return set()
