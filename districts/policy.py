"""Who may do what in a district: one table, and small functions with one condition a line."""

from enum import StrEnum

from django.core.exceptions import PermissionDenied

from districts.actor import Actor, Role
from spacesedu.lib import access


class Power(StrEnum):
    """What a role may do besides looking."""

    SWITCH_FEATURES = "switch_features"
    RUN_IMPORTS = "run_imports"
    EDIT_TEMPLATES = "edit_templates"
    MANAGE_STAFF = "manage_staff"
    MANAGE_FAMILIES = "manage_families"
    OPEN_CLASSES = "open_classes"
    DOWNLOAD_LINKS = "download_links"
    WRITE_PORTFOLIOS = "write_portfolios"
    SHARE_PORTFOLIOS = "share_portfolios"
    SEE_SETTINGS = "see_settings"


_OFFICE = {Power.MANAGE_FAMILIES, Power.OPEN_CLASSES, Power.DOWNLOAD_LINKS, Power.SEE_SETTINGS}

# (role, full) -> powers. A role that does not distinguish full and limited is listed as limited.
POWERS: dict[tuple[Role, bool], frozenset[Power]] = {
    (Role.SUPPORT, False): frozenset({Power.SWITCH_FEATURES}),
    (Role.DISTRICT_ADMIN, True): frozenset(
        {*_OFFICE, Power.RUN_IMPORTS, Power.EDIT_TEMPLATES, Power.MANAGE_STAFF}
    ),
    (Role.DISTRICT_ADMIN, False): frozenset(_OFFICE),
    (Role.SCHOOL_ADMIN, True): frozenset({*_OFFICE, Power.RUN_IMPORTS, Power.MANAGE_STAFF}),
    (Role.SCHOOL_ADMIN, False): frozenset(_OFFICE),
    (Role.COUNSELLOR, False): frozenset({Power.MANAGE_FAMILIES}),
    (Role.TEACHER, False): frozenset(
        {Power.OPEN_CLASSES, Power.WRITE_PORTFOLIOS, Power.SHARE_PORTFOLIOS}
    ),
    (Role.STUDENT, False): frozenset({Power.WRITE_PORTFOLIOS, Power.SHARE_PORTFOLIOS}),
    (Role.FAMILY, False): frozenset(),
}


def may(actor: Actor, power: Power) -> bool:
    """Tell whether the actor's role has ``power``; which rows it reaches is ``visible_to``'s."""
    access.note()
    powers = POWERS.get((actor.role, actor.full)) or POWERS.get((actor.role, False), frozenset())
    return power in powers


def require(actor: Actor, power: Power) -> None:
    """Answer 403 unless the actor's role has ``power``."""
    if not may(actor, power):
        raise PermissionDenied
