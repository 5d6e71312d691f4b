"""The one value the frame of every page is drawn from: ``interface``."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from districts.acting import actors, current
from districts.actor import Actor
from districts.role_guide import reads_guide
from districts.signing_in.own_account import has_address
from districts.signing_in.sign_ins import on_shared_device
from spacesedu import navigation
from spacesedu.lib.facts import Facts
from spacesedu.lib.logo import Logo


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
    on_shared_device: bool = False
    accent_url: str = ""
    logo: Logo | None = None
    support_contact: str = ""
    demo_mail_url: str = ""
    support_until: datetime | None = None
    support_access_url: str = ""
    languages: list[str] = field(default_factory=list)

    @property
    def here(self) -> navigation.Words:
        """The label of the way that somebody is on; empty beside all of them."""
        return next((way.label for way in self.side_tabs if way.current), "")


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
        role_label=str(actor.label) if actor else "",
        other_roles=[role for role in actors(request) if role != actor] if signed_in else [],
        account_ways=[*_guide(actor), *_account_ways(user)] if signed_in else [],
        switch_url=_address("districts:switch_role"),
        sign_out_url=_address("account_logout"),
        on_shared_device=signed_in and on_shared_device(request.session),
        accent_url=_address("accent", facts.accent_hue) if facts.accent_hue is not None else "",
        logo=facts.logo,
        support_contact=settings.SUPPORT_CONTACT,
        demo_mail_url=_address("demo_mail") if settings.DEMO else "",
        support_until=facts.support_until,
        support_access_url=_address("districts:support_access"),
        languages=[] if signed_in else [code for code, _name in settings.LANGUAGES],
    )


def facts_about(actor: Actor | None) -> Facts:
    """Ask every app what it knows about this person in this role."""
    if actor is None:
        return Facts()
    facts = Facts(role=actor.role.value, full=actor.full)
    for name in settings.FACT_SOURCES:
        facts = import_string(name)(actor, facts)
    return facts


def _guide(actor: Actor | None) -> list[Way]:
    """Return the way to what each role may do, for those who read it."""
    if actor is None or not reads_guide(actor):
        return []
    return [Way(_("Who may do what"), _address("districts:roles"), "scale")]


def _account_ways(user: object) -> list[Way]:
    ways = [
        ("account_email", _("E-mail addresses"), "mail"),
        ("account_change_password", _("Password"), "key-round"),
        ("mfa_index", _("Two-step sign-in"), "shield-check"),
        ("socialaccount_connections" if settings.OIDC_APPS else "", _("Single sign-on"), "log-in"),
        ("account_language", _("Language"), "languages"),
        ("usersessions_list", _("Where you are signed in"), "monitor-smartphone"),
    ]
    needs_address = (
        *("account_email", "account_change_password", "mfa_index"),
        "socialaccount_connections",
    )
    closed = () if has_address(user) else needs_address
    return [
        Way(label, url, icon)
        for name, label, icon in ways
        if name not in closed and (url := _address(name))
    ]


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
