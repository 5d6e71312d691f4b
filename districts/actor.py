"""Who is asking, and in which one of their roles: what every row rule and policy starts from."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise


class Role(StrEnum):
    """What somebody can act as. Never stored for a person: it follows from rows."""

    SUPPORT = "support"
    SUPPORT_READER = "support_reader"
    """Support, reading one district for as long as its grant lasts."""
    DISTRICT_ADMIN = "district_admin"
    SCHOOL_ADMIN = "school_admin"
    COUNSELLOR = "counsellor"
    TEACHER = "teacher"
    STUDENT = "student"
    FAMILY = "family"


# Whose rows are those of a whole district or of schools; which of them they may change is a power.
ADMINS = frozenset({Role.DISTRICT_ADMIN, Role.SCHOOL_ADMIN, Role.COUNSELLOR, Role.SUPPORT_READER})
# An id no row has: a lookup by it finds nothing, where one by NULL might.
NOBODYS = uuid.UUID(int=0)
# Who reaches every school of the district.
DISTRICT_WIDE = frozenset({Role.DISTRICT_ADMIN, Role.SUPPORT_READER})
# Who signs in with a second factor, outside the demo.
TWO_STEPS = ADMINS | {Role.SUPPORT}


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one role.

    A teacher who is also a parent is two actors; a request acts as one of them at a time.
    ``key`` names the role in the session and in the switch of the avatar menu. ``label`` names it
    to a person, and is lazy: roles are read before it is known which language the page speaks.
    """

    key: str
    role: Role
    user_id: int
    label: str | Promise = field(default="", compare=False)
    full: bool = False
    district_id: uuid.UUID | None = None
    school_ids: frozenset[uuid.UUID] = field(default_factory=frozenset)
    staff_id: uuid.UUID | None = None
    student_id: uuid.UUID | None = None
    grant_id: uuid.UUID | None = None

    @property
    def here(self) -> uuid.UUID:
        """Return the district acted in; for Support and families an id that no row has."""
        return self.district_id or NOBODYS

    @property
    def own_record(self) -> uuid.UUID:
        """Return the student record of a student; for everybody else an id that no row has."""
        return self.student_id or NOBODYS

    @property
    def is_admin(self) -> bool:
        """Tell whether the person sees what administrators see, of a district or of schools."""
        return self.role in ADMINS

    @property
    def whole_district(self) -> bool:
        """Tell whether every school of the district is theirs."""
        return self.role in DISTRICT_WIDE


@dataclass(frozen=True, slots=True)
class System:
    """Who acts when nobody is signed in: a command's operating-system user, an import, a rule."""

    label: str


def label_of(by: Actor | System) -> str:
    """Return what an actor is called where no account can be named: a role's key, or a name."""
    return by.key if isinstance(by, Actor) else by.label
