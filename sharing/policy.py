"""Who may make, see and end a share link. The gates themselves are ``portfolios.gates``."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from districts.actor import Actor
from districts.policy import Power, may
from portfolios import gates
from portfolios.models import Portfolio
from portfolios.policy import finds_by_student
from sharing.models import ShareLink
from sharing.queries import newest_link
from spacesedu.lib.compiled import A_TIME, CompiledQuery, any_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do with one portfolio's link.

    ``opens``: every gate is open, so that a link works until its last day, an archived portfolio's
    too. ``can_make``: make, reset, renew. ``has_link``: one exists that nobody turned off, which
    may then at least be seen and turned off. The button shows when one of the last two holds.
    """

    opens: bool
    can_make: bool
    has_link: bool

    @property
    def shows_button(self) -> bool:
        """Tell whether the Share button is there at all."""
        return self.can_make or self.has_link


NOTHING = Standing(opens=False, can_make=False, has_link=False)


def standing(actor: Actor, portfolio_id: uuid.UUID, at: datetime) -> Standing:
    """Return what ``actor`` may do with the link of one portfolio."""
    return standings(actor, [portfolio_id], at).get(portfolio_id, NOTHING)


def lists_links(actor: Actor) -> bool:
    """Tell whether ``actor`` has the links of many students on one page, as teachers do.

    Administrators download links elsewhere.
    """
    return may(actor, Power.SHARE_PORTFOLIOS) and finds_by_student(actor)


def may_see_menu(actor: Actor, portfolio_id: uuid.UUID, at: datetime) -> bool:
    """Tell whether the menu opens: where the button shows, and after Turn off to say so."""
    if standing(actor, portfolio_id, at).shows_button:
        return True
    return may(actor, Power.SHARE_PORTFOLIOS) and newest_link(portfolio_id) is not None


def standings(
    actor: Actor, portfolio_ids: Iterable[uuid.UUID], at: datetime
) -> dict[uuid.UUID, Standing]:
    """Return the same for many portfolios in one query.

    Student and teacher get the same: making needs every URL gate open and the portfolio active;
    looking at a link that exists needs only that they may open the portfolio. Administrators
    download links elsewhere and never make one.
    """
    if not may(actor, Power.SHARE_PORTFOLIOS):
        return {}
    rows = (
        Portfolio.objects.visible_to(actor)
        .filter(pk__in=list(portfolio_ids))
        .annotate(
            opens=ExpressionWrapper(gates.all_url_gates(at), BooleanField()),
            is_active=ExpressionWrapper(gates.active(), BooleanField()),
            has_link=Exists(_links()),
        )
        .values_list("pk", "opens", "is_active", "has_link")
    )
    return {pk: Standing(opens, opens and active, has_link) for pk, opens, active, has_link in rows}


def showing(actor: Actor, opened: Iterable[uuid.UUID], at: datetime) -> set[uuid.UUID]:
    """Return those of ``opened`` whose Share button shows.

    They are portfolios that ``actor`` has opened in this very request: whether they may is not
    asked again. Whatever the button leads to asks for itself.
    """
    if not may(actor, Power.SHARE_PORTFOLIOS):
        return set()
    return {pk for (pk,) in _showing(list(opened), at)}


def _makeable(at: datetime) -> Q:
    return gates.all_url_gates(at) & gates.active()


def _links() -> "QuerySet[ShareLink]":
    return ShareLink.objects.not_closed().filter(portfolio=OuterRef("pk"))


def _shown(ids: list[uuid.UUID], at: datetime) -> "QuerySet[Portfolio, tuple[uuid.UUID]]":
    shown = Portfolio.objects.filter(any_of("pk", ids), _makeable(at) | Q(Exists(_links())))
    return shown.values_list("pk")


_showing = CompiledQuery(_shown, [uuid.uuid4()], A_TIME)
