"""What a User-Agent header says, in the words people use: "Firefox", "Windows". Pure.

Only for reading: headers are made up freely, so nothing is ever decided by them. Browsers no longer
change these texts; the order below is that of who pretends to be whom.
"""

_BROWSERS = (
    ("Edge", ("Edg/", "EdgA/", "EdgiOS/")),
    ("Opera", ("OPR/", "OPT/")),
    ("Samsung Internet", ("SamsungBrowser/",)),
    ("Firefox", ("Firefox/", "FxiOS/")),
    ("Chrome", ("Chrome/", "CriOS/", "Chromium/")),
    ("Safari", ("Safari/",)),
)
_SYSTEMS = (
    ("iPhone", ("iPhone",)),
    ("iPad", ("iPad",)),
    ("Android", ("Android",)),
    ("ChromeOS", ("CrOS",)),
    ("Windows", ("Windows",)),
    ("Mac", ("Macintosh", "Mac OS X")),
    ("Linux", ("Linux", "X11")),
)


def browser(user_agent: str) -> str:
    """Return the browser's name; empty when nobody would recognise it.

    >>> browser("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox'
    """
    return _first(_BROWSERS, user_agent)


def system(user_agent: str) -> str:
    """Return what it runs on; empty when nobody would recognise it.

    >>> system("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Linux'
    """
    return _first(_SYSTEMS, user_agent)


def _first(names: tuple[tuple[str, tuple[str, ...]], ...], user_agent: str) -> str:
    return next((name for name, marks in names if any(mark in user_agent for mark in marks)), "")
