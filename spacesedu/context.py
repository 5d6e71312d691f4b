"""The one value the frame of every page is drawn from: ``interface``."""

from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from districts.acting import actors, current
from districts.actor import Actor
from spacesedu import navigation
from spacesedu.lib.facts import Facts


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the frame, resolved for this request."""

    label: navigation.Words
    url: str
    icon: str
    current: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Interface:
    """Brand, ways, the person and their other roles, whom to ask. Nothing private of others."""

    brand: str
    home_url: str = "/"
    tabs: list[Way] = field(default_factory=list)
    side_tabs: list[Way] = field(default_factory=list)
    person: str = ""
    role_label: str = ""
    other_roles: list[Actor] = field(default_factory=list)
    account_ways: list[Way] = field(default_factory=list)
    switch_url: str = ""
    sign_out_url: str = ""
    accent_url: str = ""
    support_contact: str = ""
    demo_mail_url: str = ""


def interface(request: HttpRequest) -> dict[str, object]:
    """Context processor. Only pages that draw the frame ask: a visitor's page costs nothing."""
    return {"interface": SimpleLazyObject(partial(interface_of, request))}


def interface_of(request: HttpRequest) -> Interface:
    """Return the frame for who is asking. Works before sign-in, and on error pages."""
    user = getattr(request, "user", None)
    actor = current(request) if user is not None else None
    facts = facts_about(actor)
    addressed = [(tab, url) for tab in navigation.tabs(facts) if (url := _address(tab.url_name))]
    nearest = _nearest(request.path, [url for _tab, url in addressed])
    ways = [
        Way(tab.label, url, tab.icon, current=url == nearest, exact=request.path == url)
        for tab, url in addressed
    ]
    at_the_side = navigation.place(facts) is navigation.Place.SIDE
    signed_in = user is not None and user.is_authenticated
    return Interface(
        brand=facts.district_name or settings.PRODUCT_NAME,
        home_url=_address("home") or "/",
        tabs=[] if at_the_side else ways,
        side_tabs=ways if at_the_side else [],
        person=str(user) if signed_in else "",
        role_label=actor.label if actor else "",
        other_roles=[role for role in actors(request) if role != actor] if signed_in else [],
        account_ways=_account_ways() if signed_in else [],
        switch_url=_address("districts:switch_role"),
        sign_out_url=_address("account_logout"),
        accent_url=_address("accent", facts.accent_hue) if facts.accent_hue is not None else "",
        support_contact=settings.SUPPORT_CONTACT,
        demo_mail_url=_address("demo_mail") if settings.DEMO else "",
    )


def facts_about(actor: Actor | None) -> Facts:
    """Ask every app what it knows about this person in this role."""
    if actor is None:
        return Facts()
    facts = Facts(role=actor.role.value, full=actor.full)
    for name in settings.FACT_SOURCES:
        facts = import_string(name)(actor, facts)
    return facts


def _account_ways() -> list[Way]:
    ways = [
        ("account_email", _("E-mail addresses"), "mail"),
        ("account_change_password", _("Password"), "key-round"),
        ("mfa_index", _("Two-step sign-in"), "shield-check"),
        ("usersessions_list", _("Where you are signed in"), "monitor-smartphone"),
    ]
    return [Way(label, url, icon) for name, label, icon in ways if (url := _address(name))]


def _address(name: str, *args: object) -> str:
    """Return the address of that name, or nothing where there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _nearest(path: str, urls: list[str]) -> str:
    """Return the tab address that ``path`` is at or below, the longest where one holds another.

    The front door only leads to itself.
    """
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(above, key=len, default="")
