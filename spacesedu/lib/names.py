"""Names people type: any script and any length a column holds, and nothing that plays tricks.

Control characters, and the marks that turn the direction of the text around them, can make one
name look like another or a page read backwards. The two joiners stay: Persian, Hindi and others
cannot be spelt without them.
"""

import unicodedata

_JOINERS = {"\u200c", "\u200d"}
# Control, format, surrogate, private use, unassigned; line and paragraph separators.
_REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def is_plain_name(text: str) -> bool:
    """Tell whether ``text`` holds only what can be seen, spaces and joiners.

    >>> is_plain_name("مريم O’Neil"), is_plain_name("Ada\u202e")
    (True, False)
    """
    return all(sign in _JOINERS or unicodedata.category(sign) not in _REFUSED for sign in text)


def tidy_name(text: str) -> str:
    """Return ``text`` composed, with single spaces and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())
