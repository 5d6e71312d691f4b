"""From the trailer down through a PDF, dictionary by dictionary: what is not listed goes."""

from collections.abc import Callable

import pikepdf

from portfolios.media.pdf.kept import KINDS, PLAIN, Kind

type _Holder = pikepdf.Dictionary | pikepdf.Stream
_HOLDERS = (pikepdf.Dictionary, pikepdf.Stream)
_NESTED = (pikepdf.Array, *_HOLDERS)
_OF_STREAMS = {"/Filter": None, "/DecodeParms": "packing", "/Length": None}


def walk(top: pikepdf.Object, kind: str, seen: Callable[[pikepdf.Stream, str], None]) -> None:
    """Leave in ``top``, a thing of that kind, and in all below it what is listed, and no more.

    ``seen`` is told of every stream, after what does not belong to it is gone.
    """
    known: set[tuple[tuple[int, int], str | None]] = set()
    ahead: list[tuple[pikepdf.Object, str | None]] = [(top, kind)]
    while ahead:
        found, name = ahead.pop()
        if found.is_indirect:
            if (found.objgen, name) in known:
                continue
            known.add((found.objgen, name))
        if isinstance(found, pikepdf.Array):
            ahead += _pruned_array(found, name)
        elif isinstance(found, _HOLDERS):
            ahead += _pruned(found, name)
            if isinstance(found, pikepdf.Stream) and name is not None:
                seen(found, name)


def _pruned(holder: _Holder, name: str | None) -> list[tuple[pikepdf.Object, str | None]]:
    kind = KINDS.get(name or "", PLAIN)
    ahead: list[tuple[pikepdf.Object, str | None]] = []
    for key, value in list(holder.items()):
        known, inner = _of(kind, key, in_stream=isinstance(holder, pikepdf.Stream))
        if not known or not _fits(value, inner, kind):
            del holder[key]
        elif isinstance(value, _NESTED):
            ahead.append((value, inner))
    return ahead


def _of(kind: Kind, key: str, *, in_stream: bool) -> tuple[bool, str | None]:
    """Tell whether a key stays, and of which kind its value is."""
    if in_stream and key in _OF_STREAMS:
        return True, _OF_STREAMS[key]
    inner = kind.each or kind.inner.get(key)
    return inner is not None or key in kind.plain, inner


def _pruned_array(
    array: pikepdf.Array, name: str | None
) -> list[tuple[pikepdf.Object, str | None]]:
    kind = KINDS.get(name or "", PLAIN)
    ahead: list[tuple[pikepdf.Object, str | None]] = []
    for at, value in enumerate(list(array)):
        if not _fits(value, name, kind):
            array[at] = None
        elif isinstance(value, _NESTED):
            ahead.append((value, name))
    return ahead


def _fits(value: object, inner: str | None, kind: Kind) -> bool:
    if isinstance(value, pikepdf.String):
        return kind.text
    return inner is not None or not isinstance(value, _HOLDERS)
