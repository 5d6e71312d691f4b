"""What an app can put on a home screen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """A door: title, one plain sentence, address, icon name."""

    title: str
    text: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure with its label, and where it leads."""

    label: str
    value: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One app's contribution for one role."""

    tiles: tuple[Tile, ...] = ()
    stats: tuple[Stat, ...] = ()
    reasons: tuple[str, ...] = ()
    """Plain sentences: why something one would look for is not there."""
