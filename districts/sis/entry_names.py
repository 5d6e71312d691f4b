"""The names of a package's files, as programs write them: what they add of their own is taken off.

Computers put a folder around everything, and files of their own beside it; browsers number what is
fetched a second time.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

# What Finder and Explorer put beside everybody's files.
_MAC = "__macosx"
_JUNK = {".ds_store", "thumbs.db", "desktop.ini", _MAC}
_OF_A_MAC = "._"
_COPY = re.compile(r"\s?\(\d{1,3}\)(?=\.csv\Z)", re.IGNORECASE)
_UNSAFE = {"", ".", ".."}


def is_junk(name: str) -> bool:
    """Tell whether a computer put this there for itself; a path that leads anywhere else is not."""
    steps = name.removesuffix("/").split("/")
    if "\\" in name or _UNSAFE & set(steps):
        return False
    last = steps[-1].casefold()
    return steps[0].casefold() == _MAC or last in _JUNK or last.startswith(_OF_A_MAC)


def top_folder(names: Collection[str]) -> str:
    """Return the one folder in which everything lies, with its slash; empty where there is none."""
    tops = {name.partition("/")[0] for name in names if "/" in name}
    if len(tops) != 1 or tops & _UNSAFE or not all("/" in name for name in names):
        return ""
    return f"{tops.pop()}/"


def plain_names(names: Collection[str], known: AbstractSet[str]) -> Mapping[str, str]:
    """Return name as it is → name as it counts, for those among the ``known``, in lower case.

    ``Students (1).csv`` is ``Students.csv`` where nothing else is.
    """
    found = {name: name for name in names if name.casefold() in known}
    taken = {name.casefold() for name in found}
    copies = {name: _COPY.sub("", name) for name in names if _COPY.search(name)}
    times = Counter(plain.casefold() for plain in copies.values())
    return found | {
        name: plain
        for name, plain in copies.items()
        if plain.casefold() in known - taken and times[plain.casefold()] == 1
    }
