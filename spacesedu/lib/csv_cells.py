"""CSV for people who open it in a spreadsheet: no cell is ever read as a formula.

A name like ``=HYPERLINK(…)`` would run where it is opened. OWASP's answer: an apostrophe in front
makes a spreadsheet show it as text.
"""

import csv
from collections.abc import Iterable, Iterator

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Without it Excel takes UTF-8 for the code page of the machine it runs on.
BYTE_ORDER_MARK = "\ufeff"


def cell(value: object) -> str:
    """Return the text of a cell, harmless in a spreadsheet.

    >>> cell("=1+1"), cell("Ann-Marie")
    ("'=1+1", 'Ann-Marie')
    """
    text = str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield a CSV file line by line, the byte order mark first; nothing is held in memory."""
    # In quotes, so that a spreadsheet that expects semicolons splits no cell in two.
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line
