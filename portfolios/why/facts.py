"""What the gates of one portfolio hang on, as plain values."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

type Ids = frozenset[uuid.UUID]
type Grades = frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A school the student is at now, and the grade there; blank when nobody knows that grade."""

    school: uuid.UUID
    school_name: str
    grade: str = ""
    raw_grade: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """One feature: what Support allows, and what the district has taken back of that.

    A list that is None limits nothing.
    """

    approved: bool = False
    schools: Ids | None = None
    grades: Grades | None = None
    own_off: bool = False
    own_schools: Ids | None = None
    own_grades: Grades | None = None

    @property
    def on(self) -> bool:
        """Tell whether it is on for the district, at whichever schools."""
        return self.approved and not self.own_off

    @property
    def limited_to_grades(self) -> bool:
        """Tell whether there is a list of grades."""
        return self.grades is not None or self.own_grades is not None


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that holds now, and what it covers: in ids, and in words."""

    words: str
    reason: str
    school: uuid.UUID | None = None
    grade: str = ""
    template: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """The template, and whom it is for; no school and no grade means all of them."""

    id: uuid.UUID
    name: str
    published: bool
    archived: bool
    url_sharing: bool
    always_for_families: bool
    schools: Ids = frozenset()
    school_names: tuple[str, ...] = ()
    grades: Grades = frozenset()


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult's newest school association with the student: its state in a word with an icon.

    ``name`` and ``email`` are empty for readers who only learn how many there are.
    """

    active: bool
    invited: bool
    word: str
    kind: str = ""
    icon: str = ""
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one portfolio that a gate asks for."""

    student: str
    places: tuple[Place, ...]
    left: bool
    deactivated: bool
    template: Template
    portfolios: Allowed
    url_sharing: Allowed
    family_accounts: Allowed
    associations: Allowed
    adults: tuple[Adult, ...] = ()
    pauses: tuple[Pause, ...] = ()
    """All of the district."""
    last_places: tuple[Place, ...] = ()
    """Where a student was until they left."""
    open_until: date | None = None
    """The last day of a leaver's links, while the district waits."""

    @property
    def schools(self) -> str:
        """Return the names of the student's schools."""
        return listed(place.school_name for place in self.places)

    def for_links(self) -> "Facts":
        """Return what the gates of a link go by: the schools of a departure count for them."""
        return replace(self, places=(*self.places, *self.last_places))

    def some_place(self, condition: Callable[[Place], bool]) -> Place | None:
        """Return the first of the student's places that meets a condition."""
        return next((place for place in self.places if condition(place)), None)


def listed(names: Iterable[str]) -> str:
    """Return names as one text, in alphabetical order, each once."""
    return ", ".join(sorted(set(names)))
