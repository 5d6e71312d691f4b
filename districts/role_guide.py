"""“What can a counsellor do?”: the table of powers in plain words, for people to read. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.policy import POWERS, Power
from spacesedu.lib import access

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Described:
    """One line of the table of powers: the role's name, and how far it reaches."""

    role: Role
    full: bool
    name: Words
    reach: Words

    @property
    def key(self) -> str:
        """Return its word in the address, ``school-admin-full``."""
        twice = (self.role, True) in POWERS
        level = ("-full" if self.full else "-limited") if twice else ""
        return self.role.value.replace("_", "-") + level

    @property
    def powers(self) -> frozenset[Power]:
        """Return what the role may."""
        return POWERS[self.role, self.full]


@dataclass(frozen=True, slots=True)
class Part:
    """Some powers that belong together."""

    title: Words
    powers: tuple[Power, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Powers that belong together, as one role has them."""

    title: Words
    may: tuple[Power, ...]
    may_not: tuple[Power, ...]


ROLES = (
    Described(
        Role.DISTRICT_ADMIN,
        full=True,
        name=_("District Admin (full)"),
        reach=_("Runs the whole district: staff, imports, templates and settings."),
    ),
    Described(
        Role.DISTRICT_ADMIN,
        full=False,
        name=_("District Admin (limited)"),
        reach=_("Sees every school of the district and cares for families; changes no settings."),
    ),
    Described(
        Role.SCHOOL_ADMIN,
        full=True,
        name=_("School Admin (full)"),
        reach=_("Runs their own schools: staff, students, families and imports there."),
    ),
    Described(
        Role.SCHOOL_ADMIN,
        full=False,
        name=_("School Admin (limited)"),
        reach=_("Sees their own schools and cares for families there."),
    ),
    Described(
        Role.COUNSELLOR,
        full=False,
        name=_("Counsellor"),
        reach=_("Reads portfolios and cares for families at their own schools."),
    ),
    Described(
        Role.TEACHER,
        full=False,
        name=_("Teacher"),
        reach=_("Works with their own classes, and with the portfolios each template opens."),
    ),
    Described(
        Role.STUDENT,
        full=False,
        name=_("Student"),
        reach=_("Makes their own portfolios, and sees nobody else’s."),
    ),
    Described(
        Role.FAMILY,
        full=False,
        name=_("Family"),
        reach=_("Follows the students they are linked to, and no other child."),
    ),
    Described(
        Role.SUPPORT,
        full=False,
        name=_("Support"),
        reach=_("Runs the installation. Reads no portfolios, people or families."),
    ),
    Described(
        Role.SUPPORT_READER,
        full=False,
        name=_("Support, reading"),
        reach=_("Reads one district for a day at most, when a District Admin lets them."),
    ),
)

GROUPS = (
    Part(
        _("Portfolios"),
        (
            *(Power.READ_PORTFOLIOS, Power.WRITE_PORTFOLIOS),
            *(Power.READ_COMMENTS, Power.COMMENT, Power.SHARE_PORTFOLIOS),
            *(Power.DOWNLOAD_LINKS, Power.PAUSE_SHARING, Power.TURN_OFF_LINKS),
            *(Power.ASK_WHY, Power.EDIT_TEMPLATES),
        ),
    ),
    Part(
        _("Classes and students"),
        (
            *(Power.OPEN_CLASSES, Power.SEE_STUDENTS),
            *(Power.MANAGE_STUDENTS, Power.GIVE_CARDS),
        ),
    ),
    Part(
        _("Families"),
        (
            *(Power.SEE_FAMILIES, Power.MANAGE_FAMILIES),
            *(Power.INVITE_FAMILIES, Power.MANAGE_CLASS_CONNECTIONS),
        ),
    ),
    Part(
        _("Staff"),
        (
            *(Power.SEE_STAFF, Power.MANAGE_STAFF),
            *(Power.APPROVE_STAFF, Power.INVITE_DISTRICT_ADMINS),
        ),
    ),
    Part(
        _("The district"),
        (
            *(Power.SEE_SETTINGS, Power.EDIT_SETTINGS, Power.NAME_SCHOOLS),
            *(Power.RUN_IMPORTS, Power.SEE_ACTIVITY, Power.GRANT_SUPPORT),
        ),
    ),
    Part(
        _("The installation"),
        (Power.CREATE_DISTRICTS, Power.SWITCH_FEATURES, Power.SEE_HEALTH),
    ),
)

_OUTSIDE = frozenset({Role.STUDENT, Role.FAMILY})
_STAFF = frozenset({Role.DISTRICT_ADMIN, Role.SCHOOL_ADMIN, Role.COUNSELLOR, Role.TEACHER})

STAFF = tuple(role for role in ROLES if role.role in _STAFF)
"""The roles that a school gives, and compares before it does."""


def parts_for(roles: Iterable[Described]) -> list[Part]:
    """Return the groups in which one of the roles may do anything at all."""
    held = frozenset[Power]().union(*(role.powers for role in roles))
    return [part for part in GROUPS if not held.isdisjoint(part.powers)]


def told(role: Described) -> list[Told]:
    """Return every group, with what the role may and may not."""
    return [
        Told(
            part.title,
            may=tuple(power for power in part.powers if power in role.powers),
            may_not=tuple(power for power in part.powers if power not in role.powers),
        )
        for part in GROUPS
    ]


def reads_guide(actor: Actor) -> bool:
    """Tell whether the guide is for the person: everybody who works here, and Support."""
    access.note()
    return actor.role not in _OUTSIDE


def must_be_reader(actor: Actor) -> None:
    """Answer 403 to students and families: the words are for those who work here."""
    if not reads_guide(actor):
        raise PermissionDenied
