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
class Waiting:
    """Something that waits for a person: whose matter it is, what waits, and where it is done."""

    about: str
    text: str
    url: str
    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class Section:
    """What lies behind a door, laid out at home: its name, its address, and what is in it.

    ``books`` are portfolios as ``components/book.html`` draws them. Where there is nothing yet,
    ``nothing`` says what happens next.
    """

    key: str
    title: str
    url: str
    nothing: str
    tiles: tuple[Tile, ...] = ()
    books: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One app's contribution for one role."""

    sections: tuple[Section, ...] = ()
    tiles: tuple[Tile, ...] = ()
    stats: tuple[Stat, ...] = ()
    waiting: tuple[Waiting, ...] | None = None
    """What waits for this person; None where nothing ever does."""
    reasons: tuple[str, ...] = ()
    """Plain sentences: why something one would look for is not there."""
