"""Who is asking, and in which one of their roles: the value every row rule and policy starts from."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody can act as. Never stored for a person: it follows from rows."""

    SUPPORT = "support"
    DISTRICT_ADMIN = "district_admin"
    SCHOOL_ADMIN = "school_admin"
    COUNSELLOR = "counsellor"
    TEACHER = "teacher"
    STUDENT = "student"
    FAMILY = "family"


ADMINS = frozenset({Role.DISTRICT_ADMIN, Role.SCHOOL_ADMIN, Role.COUNSELLOR})
STAFF = ADMINS | {Role.TEACHER}


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one role.

    A teacher who is also a parent is two actors; a request acts as one of them at a time.
    ``key`` names the role in the session and in the switch of the avatar menu.
    """

    key: str
    role: Role
    user_id: int
    label: str = ""
    full: bool = False
    district_id: uuid.UUID | None = None
    school_ids: frozenset[uuid.UUID] = field(default_factory=frozenset)
    staff_id: uuid.UUID | None = None
    student_id: uuid.UUID | None = None

    @property
    def is_admin(self) -> bool:
        """Tell whether the person administers a district or schools in it."""
        return self.role in ADMINS

    @property
    def whole_district(self) -> bool:
        """Tell whether every school of the district is theirs."""
        return self.role is Role.DISTRICT_ADMIN


@dataclass(frozen=True, slots=True)
class System:
    """Who acts when nobody is signed in: a command's operating-system user, an import, a rule."""

    label: str
