"""The rules of staff roles in plain Python: what the machine compares the product with.

Written from the words of the product and not from its code: no query, no table of the product.
"""

import uuid
from dataclasses import dataclass, field

type Kind = str
type Place = uuid.UUID | None

TEACHER, COUNSELLOR = ("teacher", False), ("counsellor", False)
SCHOOL_LIMITED, SCHOOL_FULL = ("school_admin", False), ("school_admin", True)
DISTRICT_LIMITED, DISTRICT_FULL = ("district_admin", False), ("district_admin", True)
GIFTS = [
    *(TEACHER, COUNSELLOR, SCHOOL_LIMITED),
    *(SCHOOL_FULL, DISTRICT_LIMITED, DISTRICT_FULL),
]
GIVES = {DISTRICT_FULL: set(GIFTS), SCHOOL_FULL: {TEACHER, COUNSELLOR, SCHOOL_LIMITED}}


@dataclass
class Held:
    """An open role."""

    full: bool
    approved: bool = True


@dataclass
class Member:
    """Somebody on the staff of one district; ``account`` is the address of their account."""

    district: uuid.UUID
    email: str
    account: str | None = None
    deactivated: bool = False
    linked: bool = False
    roles: dict[tuple[Kind, Place], Held] = field(default_factory=dict)


@dataclass(frozen=True)
class Acting:
    """One account in one role."""

    account: str
    district: uuid.UUID
    kind: Kind
    full: bool
    schools: frozenset[uuid.UUID]

    @property
    def gives(self) -> set[tuple[Kind, bool]]:
        """Return which roles this one gives at all."""
        return GIVES.get((self.kind, self.full), set())


def actors(members: list[Member], account: str) -> set[Acting]:
    """Return everything an account can act as, over all districts."""
    return {
        _acting(member, account, kind, full=full)
        for member in members
        if member.account == account and not member.deactivated
        for kind, full in {
            (kind, held.full) for (kind, _at), held in member.roles.items() if held.approved
        }
    }


def _acting(member: Member, account: str, kind: Kind, *, full: bool) -> Acting:
    places = {
        place
        for (other, place), held in member.roles.items()
        if (other, held.full) == (kind, full) and held.approved
    }
    return Acting(account, member.district, kind, full, frozenset(p for p in places if p))


def may_give(by: Acting, gift: tuple[Kind, bool], place: Place) -> bool:
    """Tell whether a role is somebody's to give at a place."""
    in_reach = by.kind == "district_admin" or place in by.schools
    return gift in by.gives and in_reach and (gift[0] == "district_admin") == (place is None)


def sees(by: Acting, member: Member) -> bool:
    """Tell whether somebody finds the person on the Staff page."""
    if by.district != member.district:
        return False
    here = any(place in by.schools for _kind, place in member.roles)
    return by.kind == "district_admin" or (by.kind == "school_admin" and here)


def may_change_role(by: Acting, member: Member, key: tuple[Kind, Place]) -> bool:
    """Tell whether an open role is somebody's to change: seen, giveable, and not one's own."""
    held = member.roles[key]
    return (
        sees(by, member)
        and by.account != member.account
        and may_give(by, (key[0], held.full), key[1])
    )


def may_end_role(by: Acting, member: Member, key: tuple[Kind, Place]) -> bool:
    """Tell whether an open role may be ended; one that waits for approval is answered instead."""
    return member.roles[key].approved and may_change_role(by, member, key)


def may_change_person(by: Acting, member: Member) -> bool:
    """Tell whether somebody may be deactivated and reactivated."""
    return (
        bool(by.gives)
        and sees(by, member)
        and by.account != member.account
        and all(may_give(by, (kind, held.full), at) for (kind, at), held in member.roles.items())
    )


def may_decide(by: Acting, member: Member, key: tuple[Kind, Place], *, yes: bool) -> bool:
    """Tell whether somebody approves or rejects: a District Admin, full, and never themselves.

    What is approved can be approved again, and no longer turned down.
    """
    return (
        (by.kind, by.full) == DISTRICT_FULL
        and by.district == member.district
        and by.account != member.account
        and key in member.roles
        and (yes or not member.roles[key].approved)
    )
