"""What people do with a share link. Each locks the portfolio, checks again, changes and audits."""

import uuid
from datetime import datetime

from django.db import transaction

from districts.actor import Actor
from districts.audit import record
from portfolios.models import Portfolio
from sharing.expiry import expiry
from sharing.models import ShareLink
from sharing.policy import standing
from sharing.queries import newest_link


class NotShareable(Exception):
    """A gate is closed, the portfolio is archived, or the person may not share it."""


@transaction.atomic
def open_menu(*, portfolio_id: uuid.UUID, by: Actor, at: datetime) -> ShareLink:
    """Return the portfolio's newest link; the first opening by student or teacher makes it.

    A link that was turned off stays so: the menu says it and offers New link. Two openings at
    once make one link, for the portfolio's row is locked.
    """
    portfolio = _locked(portfolio_id)
    newest = newest_link(portfolio.pk)
    if newest is None:
        _check_can_make(portfolio, by, at)
        return _issue(portfolio, by=by, at=at, verb="share_link.made")
    if not standing(by, portfolio.pk, at).shows_button:
        raise NotShareable
    return newest


@transaction.atomic
def reset_expiration(*, portfolio_id: uuid.UUID, by: Actor, at: datetime) -> ShareLink:
    """Let the same address work ten months from now; revives an expired link, never shortens."""
    portfolio = _locked(portfolio_id)
    _check_can_make(portfolio, by, at)
    link = _open_link(portfolio)
    renewed = expiry(at, portfolio.district.zone)
    if renewed > link.expires_at:
        link.expires_at = renewed
        link.save(update_fields=["expires_at"])
    _note("share_link.reset", link, by=by, at=at)
    return link


@transaction.atomic
def new_link(*, portfolio_id: uuid.UUID, by: Actor, at: datetime) -> ShareLink:
    """Replace the address: the old one dies at once."""
    portfolio = _locked(portfolio_id)
    _check_can_make(portfolio, by, at)
    _close(portfolio, by=by, at=at)
    return _issue(portfolio, by=by, at=at, verb="share_link.renewed")


@transaction.atomic
def turn_off(*, portfolio_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """End the link at once, gates open or not; turning off twice changes nothing."""
    portfolio = _locked(portfolio_id)
    link = _close(portfolio, by=by, at=at)
    if link is not None:
        _note("share_link.turned_off", link, by=by, at=at)


def _locked(portfolio_id: uuid.UUID) -> Portfolio:
    rows = Portfolio.objects.select_for_update(of=("self",)).prefetch_related("district")
    return rows.get(pk=portfolio_id)


def _check_can_make(portfolio: Portfolio, by: Actor, at: datetime) -> None:
    if not standing(by, portfolio.pk, at).can_make:
        raise NotShareable


def _open_link(portfolio: Portfolio) -> ShareLink:
    link = ShareLink.objects.not_closed().filter(portfolio=portfolio).first()
    if link is None:
        raise NotShareable
    return link


def _close(portfolio: Portfolio, *, by: Actor, at: datetime) -> ShareLink | None:
    link = ShareLink.objects.not_closed().filter(portfolio=portfolio).first()
    if link is None:
        return None
    if not standing(by, portfolio.pk, at).has_link:
        raise NotShareable
    link.closed_at, link.closed_by_id = at, by.user_id
    link.save(update_fields=["closed_at", "closed_by"])
    return link


def _issue(portfolio: Portfolio, *, by: Actor, at: datetime, verb: str) -> ShareLink:
    link = ShareLink.objects.create(
        district_id=portfolio.district_id,
        portfolio=portfolio,
        issued_at=at,
        issued_by_id=by.user_id,
        expires_at=expiry(at, portfolio.district.zone),
    )
    _note(verb, link, by=by, at=at)
    return link


def _note(verb: str, link: ShareLink, *, by: Actor, at: datetime) -> None:
    detail: dict[str, object] = {"portfolio": str(link.portfolio_id)}
    record(verb, by=by, at=at, district_id=link.district_id, subject=link, detail=detail)
