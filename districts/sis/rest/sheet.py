"""A file of the package while it is written: rows first, its mode is known only at the end."""

import csv
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
        self.file: TextIO = self.draft.open("w", encoding="utf-8", newline="")
        self.rows = 0

    def empty(self) -> None:
        """Begin anew."""
        self.file.seek(0)
        self.file.truncate()
        self.rows = 0

    def write(self, source_id: str, row: Row) -> None:
        """Add a row."""
        writer = csv.writer(self.file, lineterminator="\n")
        writer.writerow([source_id, *(row[column] for column in self.columns)])
        self.rows += 1

    def close(self, *, changed: str, without: frozenset[str] = frozenset()) -> None:
        """Write the file; ``changed`` is the date of a list of changes, empty for a whole file.

        Columns in ``without`` are left out.
        """
        self.file.close()
        status = "active" if changed else ""
        with (
            self.draft.open(encoding="utf-8", newline="") as draft,
            (self.folder / f"{self.name}.csv").open("w", encoding="utf-8", newline="") as final,
        ):
            writer = csv.writer(final, lineterminator="\n")
            places = [place for place, name in enumerate(self.columns) if name not in without]
            writer.writerow([*STATE, *(self.columns[place] for place in places)])
            for source_id, *values in csv.reader(draft):
                writer.writerow([source_id, status, changed, *(values[place] for place in places)])
        self.draft.unlink()

    def throw_away(self) -> None:
        """Leave no file."""
        self.file.close()
        self.draft.unlink()
