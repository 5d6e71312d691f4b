"""Word, PowerPoint and Excel: parts, and relationships that lead from one part to others."""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from portfolios.media.office import fields, parts, references
from portfolios.media.office.kinds import MICROSOFT
from portfolios.media.office.pictures import FILMS, PICTURES, Pictures, ending
from portfolios.media.office.xml import drop, elements, parsed, written
from portfolios.media.refusal import MediaRefusedError, Refusal

TYPES = "[Content_Types].xml"
_KEPT = {"xml", "rels", *PICTURES}
# Who, when, with what and from where: folders and files, wherever they lie.
_LEFT_OUT = re.compile(
    r"(^|/)(docProps|docMetadata|customXml|customUI|userCustomization|_xmlsignatures|embeddings"
    r"|activeX|ctrlProps|printerSettings|comments|threadedComments|persons|revisions|changesInfos"
    r"|externalLinks|queryTables|webExtensions|documenttasks|tags|comments\w*\.xml|people\.xml"
    r"|commentAuthors\.xml|authors\.xml|revisionInfo\.xml|recipients?\w*\.xml|connections\.xml"
    r"|calcChain\.xml|xmlMaps\.xml)(/|$)",
    re.IGNORECASE,
)
_SAFE = re.compile(r"(https?|mailto):", re.IGNORECASE)


def mark(opened: zipfile.ZipFile) -> str:
    """Return what the package says its main part is."""
    types = [element.get("ContentType", "") for element in parsed(opened.read(TYPES))]
    if any("macroenabled" in one.lower() or "vbaproject" in one.lower() for one in types):
        raise MediaRefusedError(Refusal.MACROS)
    return next((kind.mark for kind in MICROSOFT if kind.mark in types), "")


def rewritten(opened: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the entries of the new package, the list of its types first."""
    inserted = set(_inserted(opened))
    reached = parts.reached(opened, lambda name: _is_kept(name) and name not in inserted)
    kept = [name for name in opened.namelist() if name in reached]
    if not any(ending(name) == "xml" for name in kept):
        raise MediaRefusedError(Refusal.DAMAGED)
    pictures = Pictures()
    yield TYPES, written(_types(parsed(opened.read(TYPES)), set(kept)))
    for name in kept:
        if name != TYPES:
            data = opened.read(name)
            if ending(name) in PICTURES:
                yield name, pictures.bared(data)
            else:
                yield name, _xml(opened, name, data, set(kept))


def _is_kept(name: str) -> bool:
    kind = ending(name)
    if kind in FILMS:
        raise MediaRefusedError(Refusal.FILM_INSIDE)
    return kind in _KEPT and not _LEFT_OUT.search(name.removesuffix(".rels"))


def _inserted(opened: zipfile.ZipFile) -> Iterator[str]:
    """Yield the parts that are whole documents of other kinds: web pages, letters."""
    for name in opened.namelist():
        if ending(name) == "rels":
            for one, _tag in elements(parsed(opened.read(name))):
                if str(one.get("Type", "")).lower().endswith("/afchunk"):
                    yield parts.target(one, name)


def _xml(opened: zipfile.ZipFile, name: str, data: bytes, kept: set[str]) -> bytes:
    root = parsed(data)
    if ending(name) == "rels":
        for one in _lost(root, name, kept):
            drop(one)
        return written(root)
    relations = parts.relations_of(name)
    if relations in kept:
        lost = _lost(parsed(opened.read(relations)), relations, kept)
        references.forget(root, {str(one.get("Id")) for one in lost})
    fields.clean(root)
    return written(root)


def _lost(root: etree._Element, name: str, kept: set[str]) -> list[etree._Element]:
    """Return the relationships of ``<folder>/_rels/<part>.rels`` that lead nowhere good."""
    return [
        one
        for one, tag in elements(root)
        if tag == "Relationship" and not _leads_somewhere(one, name, kept)
    ]


def _leads_somewhere(one: etree._Element, name: str, kept: set[str]) -> bool:
    address = str(one.get("Target", ""))
    if str(one.get("TargetMode", "")).lower() == "external":
        is_link = str(one.get("Type", "")).endswith("/hyperlink")
        return is_link and _SAFE.match(address) is not None
    return address.startswith("#") or parts.target(one, name) in kept


def _types(root: etree._Element, kept: set[str]) -> etree._Element:
    for element, tag in elements(root):
        if tag == "Override" and str(element.get("PartName", "")).lstrip("/") not in kept:
            drop(element)
        if tag == "Default" and str(element.get("Extension", "")).lower() not in _KEPT:
            drop(element)
    return root
