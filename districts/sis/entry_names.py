"""The names of a package's files, as programs write them: what they add of their own is taken off.

Computers put a folder around everything, and files of their own beside it, and endings behind
endings; browsers number what is fetched a second time, exporters write the day on it.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

# What Finder and Explorer put beside everybody's files.
_MAC = "__macosx"
_JUNK = {".ds_store", "thumbs.db", "desktop.ini", _MAC}
_OF_A_MAC = "._"
_ENDING = re.compile(r"(\.csv|\.txt)+\Z", re.IGNORECASE)
_COPY = re.compile(r"\s?\(\d{1,3}\)\Z")
_YEAR, _MONTH, _DAY = r"20\d\d", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_YEAR_FIRST = rf"{_YEAR}[-_.]?{_MONTH}[-_.]?{_DAY}"
_YEAR_LAST = rf"({_DAY}[-_.]{_MONTH}|{_MONTH}[-_.]{_DAY})[-_.]{_YEAR}"
_TIME = r"([-_T ]?\d\d[-_.h]?\d\d([-_.]?\d\d)?)?"
_DATE = rf"({_YEAR_FIRST}|{_YEAR_LAST}){_TIME}"
_DATED = re.compile(rf"\A{_DATE}[-_. ]+|[-_. ]*{_DATE}\Z")
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

    ``Students (1).csv`` and ``Students_20261122.csv`` are ``Students.csv`` where nothing else is.
    """
    found = {name: name for name in names if name.casefold() in known}
    taken = {name.casefold() for name in found}
    others = {name: _plain(name) for name in names if name not in found}
    times = Counter(plain.casefold() for plain in others.values())
    return found | {
        name: plain
        for name, plain in others.items()
        if plain.casefold() in known - taken and times[plain.casefold()] == 1
    }


def _plain(name: str) -> str:
    """Return a name without what was added to it; of one that is no table's, the name."""
    stem = _ENDING.sub("", name)
    if stem == name:
        return name
    return f"{_DATED.sub('', _COPY.sub('', stem), count=1)}.csv"
