"""Who may do what in a district: one table, and small functions with one condition a line."""

from django.core.exceptions import PermissionDenied

from districts.actor import Actor, Role
from districts.powers import Power
from spacesedu.lib import access

_READER = {
    Power.READ_PORTFOLIOS,
    Power.READ_COMMENTS,
    Power.SEE_SETTINGS,
    Power.SEE_STAFF,
    Power.SEE_STUDENTS,
    Power.OPEN_CLASSES,
    Power.SEE_FAMILIES,
    Power.ASK_WHY,
}
_OFFICE = _READER | {
    Power.COMMENT,
    Power.MANAGE_FAMILIES,
    Power.MANAGE_CLASS_CONNECTIONS,
    Power.DOWNLOAD_LINKS,
}
_SCHOOL = _OFFICE | {
    Power.MANAGE_STAFF,
    Power.MANAGE_STUDENTS,
    Power.GIVE_CARDS,
    Power.RUN_IMPORTS,
}
_DISTRICT = _SCHOOL | {
    Power.APPROVE_STAFF,
    Power.INVITE_DISTRICT_ADMINS,
    Power.EDIT_TEMPLATES,
    Power.EDIT_SETTINGS,
    Power.NAME_SCHOOLS,
    Power.PAUSE_SHARING,
    Power.TURN_OFF_LINKS,
    Power.SEE_ACTIVITY,
    Power.GRANT_SUPPORT,
}
_TALK = {Power.READ_COMMENTS, Power.COMMENT}
_OWN_WORK = _TALK | {Power.READ_PORTFOLIOS, Power.WRITE_PORTFOLIOS, Power.SHARE_PORTFOLIOS}

# (role, full) -> powers. A role that does not distinguish full and limited is listed as limited.
POWERS: dict[tuple[Role, bool], frozenset[Power]] = {
    (Role.SUPPORT, False): frozenset(
        {Power.CREATE_DISTRICTS, Power.SWITCH_FEATURES, Power.SEE_HEALTH}
    ),
    (Role.SUPPORT_READER, False): frozenset(_READER),
    (Role.DISTRICT_ADMIN, True): frozenset(_DISTRICT),
    (Role.DISTRICT_ADMIN, False): frozenset(_OFFICE),
    (Role.SCHOOL_ADMIN, True): frozenset(_SCHOOL),
    (Role.SCHOOL_ADMIN, False): frozenset(_OFFICE),
    (Role.COUNSELLOR, False): frozenset(
        {
            *_TALK,
            Power.READ_PORTFOLIOS,
            Power.SEE_FAMILIES,
            Power.MANAGE_FAMILIES,
            Power.ASK_WHY,
        }
    ),
    (Role.TEACHER, False): frozenset(
        {*_OWN_WORK, Power.OPEN_CLASSES, Power.INVITE_FAMILIES, Power.GIVE_CARDS, Power.ASK_WHY}
    ),
    (Role.STUDENT, False): frozenset(_OWN_WORK),
    (Role.FAMILY, False): frozenset({Power.READ_PORTFOLIOS}),
}


def powers_of(role: Role, *, full: bool) -> frozenset[Power]:
    """Return what a role may do; ``full`` means nothing to a role without that difference."""
    return POWERS.get((role, full)) or POWERS.get((role, False), frozenset())


def may(actor: Actor, power: Power) -> bool:
    """Tell whether the actor's role has ``power``; which rows it reaches is ``visible_to``'s."""
    access.note()
    return power in powers_of(actor.role, full=actor.full)


def require(actor: Actor, power: Power) -> None:
    """Answer 403 unless the actor's role has ``power``."""
    if not may(actor, power):
        raise PermissionDenied


__all__ = ["POWERS", "Power", "may", "powers_of", "require"]
