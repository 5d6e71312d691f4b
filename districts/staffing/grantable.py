"""Who may give, change and end which staff role: one table, and one question. Pure."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.models import StaffRoleKind
from districts.policy import Power, powers_of

KINDS_WITH_LEVELS = frozenset({StaffRoleKind.DISTRICT_ADMIN, StaffRoleKind.SCHOOL_ADMIN})
"""Where full and limited rights differ; every other role is stored as limited."""


@dataclass(frozen=True, slots=True)
class Gift:
    """A staff role as it is given: which, and whether with full rights."""

    kind: StaffRoleKind
    full: bool = False

    @property
    def key(self) -> str:
        """Return how a form calls it: ``school_admin:full``, ``teacher:limited``."""
        return f"{self.kind.value}:{'full' if self.full else 'limited'}"

    @property
    def label(self) -> str:
        """Return how people call it; the rights are named only where they differ."""
        if self.kind not in KINDS_WITH_LEVELS:
            return str(self.kind.label)
        words = _("%(role)s (full)") if self.full else _("%(role)s (limited)")
        return words % {"role": self.kind.label}

    @property
    def at_schools(self) -> bool:
        """Tell whether the role is held at schools; District Admins have the district."""
        return self.kind is not StaffRoleKind.DISTRICT_ADMIN

    @property
    def other_level(self) -> "Gift | None":
        """Return the same role with the other rights; None where there is no difference."""
        return Gift(self.kind, not self.full) if self.kind in KINDS_WITH_LEVELS else None


DISTRICT_ADMIN_FULL = Gift(StaffRoleKind.DISTRICT_ADMIN, full=True)
DISTRICT_ADMIN_LIMITED = Gift(StaffRoleKind.DISTRICT_ADMIN)
SCHOOL_ADMIN_FULL = Gift(StaffRoleKind.SCHOOL_ADMIN, full=True)
SCHOOL_ADMIN_LIMITED = Gift(StaffRoleKind.SCHOOL_ADMIN)
COUNSELLOR = Gift(StaffRoleKind.COUNSELLOR)
TEACHER = Gift(StaffRoleKind.TEACHER)

ALL = (
    *(TEACHER, COUNSELLOR, SCHOOL_ADMIN_LIMITED, SCHOOL_ADMIN_FULL),
    *(DISTRICT_ADMIN_LIMITED, DISTRICT_ADMIN_FULL),
)

# (role, full) of the giver -> what they may give. Whoever is not listed gives nothing.
GIVES: dict[tuple[Role, bool], frozenset[Gift]] = {
    (Role.DISTRICT_ADMIN, True): frozenset(ALL),
    (Role.SCHOOL_ADMIN, True): frozenset({TEACHER, COUNSELLOR, SCHOOL_ADMIN_LIMITED}),
}


def gifts_of(actor: Actor) -> tuple[Gift, ...]:
    """Return what the actor may give somewhere, in the order of a form."""
    powers = powers_of(actor.role, full=actor.full)
    held = GIVES.get((actor.role, actor.full), frozenset())
    return tuple(gift for gift in ALL if gift in held and _needed(gift) <= powers)


def may_give(actor: Actor, gift: Gift, school_id: uuid.UUID | None) -> bool:
    """Tell whether the actor may give, change and end this role at this school of their district.

    A School Admin, full, of Maple gives "Teacher at Maple", not "Teacher at Cedar" and not "School
    Admin (full) at Maple". None is the district as a whole.
    """
    in_reach = actor.whole_district or school_id in actor.school_ids
    return in_reach and gift in gifts_of(actor) and gift.at_schools is (school_id is not None)


def _needed(gift: Gift) -> frozenset[Power]:
    if gift.at_schools:
        return frozenset({Power.MANAGE_STAFF})
    return frozenset({Power.MANAGE_STAFF, Power.INVITE_DISTRICT_ADMINS})
