"""Facts about a person → the ways through the product. Pure: no request, no database.

A few ways stand on top, and below the bar on a phone. Many stand at the left, and on a phone fold
into one button.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spacesedu.lib.facts import Facts

type Words = str | Promise


class Place(StrEnum):
    """Where on the page a person's ways stand."""

    TOP = "top"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Tab:
    """One way: its label in the product's words, and the name of its address."""

    key: str
    label: Words
    url_name: str
    icon: str


HOME = Tab("home", _("Home"), "home", "house")
PORTFOLIOS = Tab("portfolios", _("Portfolios"), "portfolios:list", "library")
CLASSES = Tab("classes", _("Classes"), "districts:classes", "school")
FAMILY = Tab("family", _("Family"), "families:family_tab", "users")
SHARE_LINKS = Tab("share_links", _("Share links"), "sharing_district:exposure", "share-2")
STUDENTS = Tab("students", _("Students"), "districts:students", "graduation-cap")
STAFF = Tab("staff", _("Staff"), "districts:staff", "id-card")
SCHOOLS = Tab("schools", _("Schools"), "districts:schools", "building-2")
ACTIVITY = Tab("activity", _("Activity"), "districts:activity", "history")
TEMPLATES = Tab("templates", _("Portfolio Templates"), "portfolios:templates", "layout-template")
IMPORTS = Tab("imports", _("Imports"), "districts:imports", "inbox")
SETTINGS = Tab("settings", _("Settings"), "districts:settings", "settings")
DISTRICTS = Tab("districts", _("Districts"), "districts:list", "map")

_WAYS: Mapping[str, tuple[Tab, ...]] = {
    "support": (HOME, DISTRICTS),
    "support_reader": (HOME, PORTFOLIOS, CLASSES, FAMILY, STUDENTS, STAFF, SCHOOLS, SETTINGS),
    "district_admin": (
        *(HOME, PORTFOLIOS, SHARE_LINKS, CLASSES, FAMILY, STUDENTS),
        *(STAFF, SCHOOLS, TEMPLATES, IMPORTS, ACTIVITY, SETTINGS),
    ),
    "school_admin": (
        *(HOME, PORTFOLIOS, SHARE_LINKS, CLASSES, FAMILY, STUDENTS),
        *(STAFF, SCHOOLS, IMPORTS, SETTINGS),
    ),
    # Counsellors see no classes, so no Class Connections either.
    "counsellor": (HOME, PORTFOLIOS, FAMILY),
    "teacher": (HOME, PORTFOLIOS, CLASSES),
    "student": (HOME, PORTFOLIOS),
    "family": (HOME, PORTFOLIOS),
}
_FULL_ONLY = frozenset({TEMPLATES, IMPORTS, ACTIVITY})
_FIT_ON_TOP = 5


def place(facts: Facts) -> Place:
    """Return where this person's tabs stand.

    >>> place(Facts(role="teacher"))
    <Place.TOP: 'top'>
    """
    return Place.TOP if len(tabs(facts)) <= _FIT_ON_TOP else Place.SIDE


def tabs(facts: Facts) -> list[Tab]:
    """Return the tabs of one person in one role, in order; none for a visitor.

    >>> [tab.key for tab in tabs(Facts(role="counsellor", associations=True))]
    ['home', 'portfolios', 'family']
    """
    return [tab for tab in _WAYS.get(facts.role, ()) if _shown(tab, facts)]


def _shown(tab: Tab, facts: Facts) -> bool:
    if tab in _FULL_ONLY and not facts.full:
        return False
    if tab is FAMILY:
        return facts.associations
    if tab is PORTFOLIOS and facts.role == "family":
        # Without a listed portfolio the tab stays hidden; the home screen says why.
        return facts.family_portfolios
    return facts.portfolios or tab not in {PORTFOLIOS, SHARE_LINKS, TEMPLATES}
