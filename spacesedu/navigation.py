"""Facts about a person → the ways through the product. Pure: no request, no database.

Students, families and teachers have their ways on top, administrators at the left.
"""

from collections.abc import Iterable
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
STAFF = Tab("staff", _("Staff"), "districts:staff", "id-card")
TEMPLATES = Tab(
    "templates", _("Portfolio Templates"), "portfolios:templates", "layout-template"
)
IMPORTS = Tab("imports", _("Imports"), "districts:imports", "inbox")
SETTINGS = Tab("settings", _("Settings"), "districts:settings", "settings")
DISTRICTS = Tab("districts", _("Districts"), "districts:list", "map")

_SIDE_ROLES = frozenset({"support", "district_admin", "school_admin", "counsellor"})


def place(facts: Facts) -> Place:
    """Return where this person's tabs stand."""
    return Place.SIDE if facts.role in _SIDE_ROLES else Place.TOP


def tabs(facts: Facts) -> list[Tab]:
    """Return the tabs of one person in one role, in order; none for a visitor.

    >>> [tab.key for tab in tabs(Facts(role="counsellor", associations=True))]
    ['home', 'portfolios', 'family']
    """
    return [tab for tab, shown in _ways(facts) if shown]


def _ways(facts: Facts) -> Iterable[tuple[Tab, bool]]:
    match facts.role:
        case "support":
            return [(HOME, True), (DISTRICTS, True)]
        case "district_admin":
            return [
                (HOME, True),
                (PORTFOLIOS, facts.portfolios),
                (CLASSES, True),
                (FAMILY, facts.associations),
                (STAFF, facts.full),
                (TEMPLATES, facts.full and facts.portfolios),
                (IMPORTS, facts.full),
                (SETTINGS, facts.full),
            ]
        case "school_admin":
            return [
                (HOME, True),
                (PORTFOLIOS, facts.portfolios),
                (CLASSES, True),
                (FAMILY, facts.associations),
                (STAFF, facts.full),
                (IMPORTS, facts.full),
            ]
        case "counsellor":
            # Counsellors see no classes, so no Class Connections either.
            return [(HOME, True), (PORTFOLIOS, facts.portfolios), (FAMILY, facts.associations)]
        case "teacher":
            return [(HOME, True), (PORTFOLIOS, facts.portfolios), (CLASSES, True)]
        case "student":
            return [(HOME, True), (PORTFOLIOS, facts.portfolios)]
        case "family":
            # Without a listed portfolio the tab stays hidden; the home screen says why.
            return [(HOME, True), (PORTFOLIOS, facts.family_portfolios)]
        case _:
            return []
