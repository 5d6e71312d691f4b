"""Who is in the demo's SIS files: two districts, invented people, addresses that lead nowhere."""

from dataclasses import dataclass, field

from spacesedu.lib.db import fold

DOMAIN = "demo.example"


@dataclass(frozen=True, slots=True)
class Adult:
    """A family member as the SIS knows them."""

    first_name: str
    last_name: str
    email: str


@dataclass(frozen=True, slots=True)
class Pupil:
    """A student. ``who`` names them in the demo's other files; ``email`` may be empty."""

    who: str
    first_name: str
    last_name: str
    grade: str
    school: str
    class_name: str
    email: str = ""
    family: tuple[Adult, ...] = ()


@dataclass(frozen=True, slots=True)
class Worker:
    """A staff member of the SIS: a teacher of classes, or an administrator."""

    who: str
    first_name: str
    last_name: str
    school: str
    role: str = "teacher"
    classes: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """Return the address, which for a persona is also how they sign in."""
        return f"{self.who}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Roster:
    """One district's people. ``schools`` maps the SIS code to the name a person gives it."""

    slug: str
    name: str
    time_zone: str
    schools: dict[str, str]
    pupils: tuple[Pupil, ...]
    staff: tuple[Worker, ...] = field(default_factory=tuple)


def adult(first_name: str, last_name: str, *, at: str = "") -> Adult:
    """Return a family member with an address made from the name, unless they are a persona."""
    name = at or fold(f"{first_name}.{last_name}").replace("'", "").replace(" ", "")
    return Adult(first_name, last_name, f"{name}@{DOMAIN}")
