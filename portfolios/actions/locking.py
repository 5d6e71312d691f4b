"""What every change of a portfolio begins and ends with."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F, Model

from districts.actor import Actor
from districts.audit import record
from portfolios.models import Portfolio, PortfolioQuerySet, Post
from portfolios.policy import can_keep, can_write


def locked(portfolio_id: uuid.UUID, *, by: Actor) -> Portfolio:
    """Lock the portfolio's row, then ask whether ``by`` may write in it now; refuse if not."""
    portfolio = _rows().get(pk=portfolio_id)
    if not can_write(by, portfolio):
        raise PermissionDenied
    return portfolio


def locked_for_drafts(portfolio_id: uuid.UUID, *, by: Actor) -> Portfolio:
    """Lock it where the drafts of ``by`` are kept: there too where nothing is published now."""
    portfolio = _rows().get(pk=portfolio_id)
    if not can_keep(by, portfolio):
        raise PermissionDenied
    return portfolio


def locked_post(post_id: uuid.UUID, *, by: Actor) -> Post:
    """Lock the portfolio of a post, check the same, and return the post as it is now."""
    portfolio_id = Post.objects.values_list("portfolio_id", flat=True).get(pk=post_id)
    portfolio = locked(portfolio_id, by=by)
    post = Post.objects.get(pk=post_id)
    post.portfolio = portfolio
    return post


def changed(portfolio_id: uuid.UUID) -> None:
    """Count the change: a rendered page of an older version is never sent again."""
    Portfolio.objects.filter(pk=portfolio_id).update(content_version=F("content_version") + 1)


def note(verb: str, post: Post, *, by: Actor, at: datetime, subject: Model | None = None) -> None:
    """Count a change of ``post``, and write down what was done to it, or to ``subject`` in it."""
    changed(post.portfolio_id)
    record(verb, by=by, at=at, district_id=post.district_id, subject=subject or post)


def _rows() -> PortfolioQuerySet:
    rows = Portfolio.objects.select_for_update(of=("self",))
    return rows.prefetch_related("district", "template")
