"""A file of the package while it is written: rows first, its mode is known only at the end.

The draft is a line of JSON a row: whatever a service says comes out of it as it went in, and of any
length.
"""

import csv
import json
from pathlib import Path
from typing import TextIO

from districts.sis.rest.items import Row

STATE = ("sourcedId", "status", "dateLastModified")


class Sheet:
    """One CSV file of rows with an id, and with status and date where it lists changes."""

    def __init__(self, folder: Path, name: str, columns: tuple[str, ...]) -> None:
        """Begin an empty file."""
        self.name, self.columns, self.folder = name, columns, folder
        self.draft = folder / f".{name}"
        self.file: TextIO = self.draft.open("w", encoding="utf-8", newline="\n")
        self.rows = 0

    def empty(self) -> None:
        """Begin anew."""
        self.file.seek(0)
        self.file.truncate()
        self.rows = 0

    def write(self, source_id: str, row: Row) -> None:
        """Add a row."""
        values = [source_id, *(row[column] for column in self.columns)]
        self.file.write(json.dumps(values, ensure_ascii=False) + "\n")
        self.rows += 1

    def close(self, *, changed: str, without: frozenset[str] = frozenset()) -> None:
        """Write the file; ``changed`` is the date of a list of changes, empty for a whole file.

        Columns in ``without`` are left out.
        """
        self.file.close()
        status = "active" if changed else ""
        with (
            self.draft.open(encoding="utf-8", newline="\n") as draft,
            (self.folder / f"{self.name}.csv").open("w", encoding="utf-8", newline="") as final,
        ):
            # With both signs for the end of a line, either is quoted inside of a value.
            writer = csv.writer(final, lineterminator="\r\n")
            places = [place for place, name in enumerate(self.columns) if name not in without]
            writer.writerow([*STATE, *(self.columns[place] for place in places)])
            for source_id, *values in map(json.loads, draft):
                writer.writerow([source_id, status, changed, *(values[place] for place in places)])
        self.draft.unlink()

    def throw_away(self) -> None:
        """Leave no file."""
        self.file.close()
        self.draft.unlink()
