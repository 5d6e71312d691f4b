"""Which parts of a package lead to which: what nothing leads to is in no document."""

import zipfile
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from portfolios.media.office.xml import elements, parsed


def relations_of(part: str) -> str:
    """Return where the relationships of a part stand; those of the package, for no part."""
    return join(dirname(part), "_rels", part.rpartition("/")[2] + ".rels")


def target(one: etree._Element, relations: str) -> str:
    """Return the part that a relationship in the file ``relations`` leads to."""
    path = str(one.get("Target", "")).partition("#")[0]
    return normpath(join("/", dirname(dirname(relations)), path)).lstrip("/")


def reached(opened: zipfile.ZipFile, is_kept: Callable[[str], bool]) -> set[str]:
    """Return the parts that one comes to from the beginning through those that are kept.

    With them stand the files of their relationships.
    """
    names = {name for name in opened.namelist() if is_kept(name)}
    found: set[str] = set()
    ahead = [""]
    while ahead:
        relations = relations_of(ahead.pop())
        if relations in names and relations not in found:
            found.add(relations)
            led = {part for part in _led(opened, relations) if part in names} - found
            found |= led
            ahead += led
    return found


def _led(opened: zipfile.ZipFile, relations: str) -> Iterator[str]:
    for one, tag in elements(parsed(opened.read(relations))):
        if tag == "Relationship" and str(one.get("TargetMode", "")).lower() != "external":
            yield target(one, relations)
