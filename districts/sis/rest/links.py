"""The ``Link`` header: where the next page is."""

import re

_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_NEXT = re.compile(r";\s*rel\s*=\s*(?:\"[^\"]*\bnext\b[^\"]*\"|next\b)", re.IGNORECASE)


def next_link(header: str) -> str:
    """Return the address that ``rel=next`` names, empty without one."""
    for address, parameters in _LINK.findall(header):
        if _NEXT.search(parameters):
            return str(address)
    return ""
