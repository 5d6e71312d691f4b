"""“What can a counsellor do?”: the table of powers in plain words, for people to read. Pure."""

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
    """One line of the table of powers: the role's name, how far it reaches, an icon."""

    role: Role
    full: bool
    name: Words
    reach: Words
    icon: str

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
    """Some powers that belong together, of those a role has or of those it lacks."""

    title: Words
    powers: tuple[Power, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything a role may and everything it may not, in the same groups."""

    may: list[Part]
    may_not: list[Part]


ROLES = (
    Described(
        Role.DISTRICT_ADMIN,
        full=True,
        name=_("District Admin (full)"),
        reach=_("Runs the whole district: staff, imports, templates and settings."),
        icon="landmark",
    ),
    Described(
        Role.DISTRICT_ADMIN,
        full=False,
        name=_("District Admin (limited)"),
        reach=_("Sees every school of the district and cares for families; changes no settings."),
        icon="landmark",
    ),
    Described(
        Role.SCHOOL_ADMIN,
        full=True,
        name=_("School Admin (full)"),
        reach=_("Runs their own schools: staff, students, families and imports there."),
        icon="school",
    ),
    Described(
        Role.SCHOOL_ADMIN,
        full=False,
        name=_("School Admin (limited)"),
        reach=_("Sees their own schools and cares for families there."),
        icon="school",
    ),
    Described(
        Role.COUNSELLOR,
        full=False,
        name=_("Counsellor"),
        reach=_("Reads portfolios and cares for families at their own schools."),
        icon="heart-handshake",
    ),
    Described(
        Role.TEACHER,
        full=False,
        name=_("Teacher"),
        reach=_("Works with their own classes, and with the portfolios each template opens."),
        icon="presentation",
    ),
    Described(
        Role.STUDENT,
        full=False,
        name=_("Student"),
        reach=_("Makes their own portfolios, and sees nobody else’s."),
        icon="graduation-cap",
    ),
    Described(
        Role.FAMILY,
        full=False,
        name=_("Family"),
        reach=_("Follows the students they are linked to, and no other child."),
        icon="users",
    ),
    Described(
        Role.SUPPORT,
        full=False,
        name=_("Support"),
        reach=_("Runs the installation. Reads no portfolios, people or families."),
        icon="headset",
    ),
    Described(
        Role.SUPPORT_READER,
        full=False,
        name=_("Support, reading"),
        reach=_("Reads one district for a day at most, when a District Admin lets them."),
        icon="eye",
    ),
)

GROUPS = (
    Part(
        _("Portfolios"),
        (
            *(Power.READ_PORTFOLIOS, Power.WRITE_PORTFOLIOS, Power.SHARE_PORTFOLIOS),
            *(Power.DOWNLOAD_LINKS, Power.ASK_WHY, Power.EDIT_TEMPLATES),
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


def explained(role: Described) -> Explained:
    """Return what the role may and may not, straight from the table, in the order of the groups."""
    return Explained(may=_among(role.powers), may_not=_among(frozenset(Power) - role.powers))


def reads_guide(actor: Actor) -> bool:
    """Tell whether the guide is for the person: everybody who works here, and Support."""
    access.note()
    return actor.role not in _OUTSIDE


def must_be_reader(actor: Actor) -> None:
    """Answer 403 to students and families: the words are for those who work here."""
    if not reads_guide(actor):
        raise PermissionDenied


def _among(powers: frozenset[Power]) -> list[Part]:
    parts = [
        Part(group.title, tuple(power for power in group.powers if power in powers))
        for group in GROUPS
    ]
    return [part for part in parts if part.powers]
