"""Formulas of tables that ask other files, other programs or the network."""

import re

_STRING = re.compile(r'"[^"]*"')
# A cell of another file: [1]Sheet!A1 or '[Marks of class 7b.xlsx]Spring term'!A1.
# LibreOffice writes the address of that file, in marks, before a sharp.
_ELSEWHERE = re.compile(r"'[^']*\[[^\]]+\][^']*'!|\[[^\[\]]+\][\w.]*!|'[^']*'#")
_ASKS = re.compile(
    r"(?<![A-Z0-9])(WEBSERVICE|IMAGE|FILTERXML|RTD|DDE|CALL|REGISTER(\.ID)?|EXEC|SQL\.REQUEST"
    r"|STOCKHISTORY|CUBE\w+|IMPORT\w+)\s*\(",
    re.IGNORECASE,
)
_LINK = re.compile(r"HYPERLINK\s*\((?!\s*\"(https?:|mailto:|#))", re.IGNORECASE)


def calls_out(formula: str) -> bool:
    """Tell whether its last value is all that may stay of a formula."""
    bare = _STRING.sub('""', formula)
    # A bar is the mark of another program's data (DDE): cmd|'/c calc'!A1. Formulas know no other.
    return (
        is_elsewhere(formula)
        or "|" in bare
        or _ASKS.search(bare) is not None
        or _LINK.search(formula) is not None
    )


def is_elsewhere(formula: str) -> bool:
    """Tell whether it is about cells of another file."""
    return _ELSEWHERE.search(formula) is not None
