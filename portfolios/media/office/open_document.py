"""OpenDocument, as LibreOffice writes it: text, presentation and spreadsheet."""

import re
import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from portfolios.media.office.formulas import calls_out
from portfolios.media.office.pictures import FILMS, PICTURES, Pictures, ending
from portfolios.media.office.xml import drop, elements, local, parsed, written
from portfolios.media.refusal import MediaRefusedError, Refusal

TYPE = "mimetype"
_MANIFEST = "META-INF/manifest.xml"
_CONTENT = ("content.xml", "styles.xml")
_MACROS = re.compile(r"(Basic/[^/]+/(?!script-lb\.xml|dialog-lb\.xml).|Scripts/.*[^/]$)")
_LONGEST_TYPE = 100
# Who and when, notes in the margin, scripts, forms, and what comes from other files.
_GONE = {"annotation", "annotation-end", "meta", "binary-data", "font-face-src"}
_GONE |= {"scripts", "script", "event-listeners", "event-listener", "forms"}
_GONE |= {"plugin", "applet", "floating-frame", "object-ole", "section-source", "table-source"}
_GONE |= {"dde-source", "dde-connection-decls", "dde-links", "cell-range-source"}
# What was taken out of a text or a table, and where it stood.
_HISTORY = {"tracked-changes", "change", "change-start", "change-end"}
_NOTED_IN = {"http://purl.org/dc/elements/1.1/", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"}
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
# Fields that show who writes, and where on their disk.
_NAMES = re.compile(
    r"(author-\w+|sender-[\w-]+|(initial-)?creator|creator-initials|printed-by|user-defined"
    r"|file-name|template-name)$"
)
_FULL_PATH = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
_MATH = "http://www.w3.org/1998/Math/MathML"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SAFE = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)


def mark(opened: zipfile.ZipFile) -> str:
    """Return what the package says it is."""
    if opened.getinfo(TYPE).file_size > _LONGEST_TYPE or _MANIFEST not in opened.namelist():
        raise MediaRefusedError(Refusal.DAMAGED)
    manifest = parsed(opened.read(_MANIFEST))
    if any(name == "encryption-data" for _element, name in elements(manifest)):
        raise MediaRefusedError(Refusal.PASSWORD)
    if any(_MACROS.match(name) for name in opened.namelist()):
        raise MediaRefusedError(Refusal.MACROS)
    return opened.read(TYPE).decode("ascii", "replace").strip()


def rewritten(opened: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the entries of the new package, its type first."""
    kept = [name for name in opened.namelist() if _is_kept(name)]
    pictures = Pictures()
    yield TYPE, opened.read(TYPE)
    yield _MANIFEST, written(_manifest(parsed(opened.read(_MANIFEST)), set(kept)))
    for name in kept:
        if name.endswith(_CONTENT):
            root = parsed(opened.read(name))
            _clean(root, dirname(name), set(kept))
            yield name, written(root)
        elif ending(name) in PICTURES:
            yield name, pictures.bared(opened.read(name))


def _is_kept(name: str) -> bool:
    kind = ending(name)
    if kind in FILMS or name.startswith("Media/"):
        raise MediaRefusedError(Refusal.FILM_INSIDE)
    if name.startswith(("Thumbnails/", "Configurations2/", "Basic/", "Scripts/", "META-INF/")):
        return False
    is_content = name.rpartition("/")[2] in _CONTENT
    return is_content or kind in PICTURES


def _manifest(root: etree._Element, kept: set[str]) -> etree._Element:
    for element, name in elements(root):
        if name != "file-entry":
            continue
        path = element.get(_FULL_PATH, "")
        holds = path.endswith("/") and any(one.startswith(path) for one in kept)
        if path != "/" and path not in kept and not holds:
            drop(element)
    return root


def _clean(root: etree._Element, folder: str, kept: set[str]) -> None:
    for element, name in elements(root):
        space = etree.QName(element).namespace
        was = name in _HISTORY and space in {_TEXT, _TABLE}
        if was or space in _NOTED_IN or (name in _GONE and space != _MATH):
            drop(element)
            continue
        if space == _TEXT and _NAMES.match(name):
            _empty(element)
        _forget_formulas(element)
        target = element.get(_HREF)
        if target is None:
            continue
        if name == "a":
            element.set(_HREF, target if _SAFE.match(target) else "#")
        elif not target.startswith("#") and not _lies(target, folder, kept):
            drop(element)


def _empty(element: etree._Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def _forget_formulas(element: etree._Element) -> None:
    """Leave a cell the value it had."""
    for key, value in list(element.attrib.items()):
        if local(key) == "formula" and calls_out(str(value)):
            del element.attrib[key]


def _lies(target: str, folder: str, kept: set[str]) -> bool:
    path = normpath(join(folder, target))
    return path in kept or any(one.startswith(f"{path}/") for one in kept)
