"""Stylesheets that travel together: one request instead of fifty, and still no build step.

Every component keeps its own file. ``settings.SHEETS`` says which files make up a sheet; a sheet is
written when somebody looks for it, so whoever edits a component reloads the page and sees it.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, overload

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.functional import cached_property


class SheetFinder(BaseFinder):
    """Finds the joined sheets, beside the finders of files that are there as they are."""

    @cached_property
    def _storage(self) -> FileSystemStorage:
        return FileSystemStorage(settings.SHEETS_ROOT)

    @overload
    def find(self, path: str, find_all: Literal[False] = ...) -> str | None: ...
    @overload
    def find(self, path: str, find_all: Literal[True]) -> list[str]: ...
    def find(self, path: str, find_all: bool = False) -> str | list[str] | None:  # noqa: FBT001, FBT002 -- Django's
        """Return where the sheet stands, joined just now."""
        found = _join(path) if path in settings.SHEETS else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:  # noqa: ARG002
        """Yield every sheet, as the finders of files do."""
        for path in settings.SHEETS:
            _join(path)
            yield path, self._storage


def _join(path: str) -> str:
    """Write the sheet, if it is not there as it should be, and return where."""
    target = Path(settings.SHEETS_ROOT, path)
    text = "\n".join(file.read_text() for file in _files(settings.SHEETS[path]))
    if not target.exists() or target.read_text() != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Somebody else may be reading, or writing the same.
        draft = target.with_suffix(f".{os.getpid()}")
        draft.write_text(text)
        draft.replace(target)
    return str(target)


def _files(names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        found = sorted(settings.SHEET_PARTS.glob(f"{name}.css"))
        if not found:
            raise FileNotFoundError(name)
        yield from found
