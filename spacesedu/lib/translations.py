"""The compiled translations, made by Babel so that no machine needs gettext's msgfmt."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_stale(folders: Iterable[Path]) -> list[Path]:
    """Compile each `.po` that is newer than its `.mo`; return those compiled."""
    compiled = []
    for source in _sources(folders):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalog = read_po(text, locale=source.parent.parent.name, abort_invalid=True)
        unfinished = target.with_suffix(".mo.new")
        with unfinished.open("wb") as binary:
            write_mo(binary, catalog)
        unfinished.replace(target)
        compiled.append(target)
    return compiled


def mistakes(folders: Iterable[Path]) -> list[str]:
    """Placeholders that a translation dropped or invented, one line each."""
    found = []
    for source in _sources(folders):
        with source.open("rb") as text:
            catalog = read_po(text, locale=source.parent.parent.name, abort_invalid=True)
        for message, errors in catalog.check():
            found += [f"{source}:{message.lineno}: {error}" for error in errors]
    return found


def _sources(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*/LC_MESSAGES/*.po"))
