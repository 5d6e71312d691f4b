"""A logo by its name in storage: the name carries the picture's size, so pages keep its place."""

import re
from dataclasses import dataclass

_NAME = re.compile(r"logos/(?P<key>[0-9a-f]{32}-(?P<width>[1-9]\d*)x(?P<height>[1-9]\d*))\.webp")


@dataclass(frozen=True, slots=True)
class Logo:
    """A stored logo; ``key`` is new with every picture and stands in its address."""

    key: str
    width: int
    height: int


def logo_named(storage_name: str) -> Logo | None:
    """Return the logo that lies under a name in storage; none for any other name.

    >>> logo_named("logos/0123456789abcdef0123456789abcdef-320x96.webp").width
    320
    """
    found = _NAME.fullmatch(storage_name)
    return Logo(found["key"], int(found["width"]), int(found["height"])) if found else None


def storage_name(key: str) -> str:
    """Return the name in storage that a key of an address stands for."""
    return f"logos/{key}.webp"
