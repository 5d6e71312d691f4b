"""Reading and writing XML that strangers made: no entities, no network, no document types."""

from collections.abc import Iterator

from lxml import etree

from portfolios.media.refusal import MediaRefusedError, Refusal


def parsed(data: bytes) -> etree._Element:
    """Return the root, without comments and instructions to programs."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise MediaRefusedError(Refusal.DAMAGED) from broken
    if root.getroottree().docinfo.doctype:
        raise MediaRefusedError(Refusal.DAMAGED)
    return root


def written(root: etree._Element) -> bytes:
    """Return the file of an element and all below it."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def elements(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield every element with its name without namespace; what is taken away meanwhile may go."""
    for element in list(root.iter(etree.Element)):
        yield element, local(element.tag)


def local(name: object) -> str:
    """Return a name without its namespace."""
    return str(name).rpartition("}")[2]


def drop(element: etree._Element) -> None:
    """Take an element away, and leave the words that come after it."""
    parent = element.getparent()
    if parent is None:
        return
    _leave(element.tail, parent, element)
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    _leave(element.text, parent, element)
    for child in list(element):
        element.addprevious(child)
    drop(element)


def _leave(words: str | None, parent: etree._Element, element: etree._Element) -> None:
    if not words:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words
