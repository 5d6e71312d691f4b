"""How much is new in each portfolio since somebody looked last, counted by the database.

What others did counts: a post added or changed, a comment. Whoever has never looked has everything
before them.
"""

from datetime import UTC, datetime

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from districts.actor import Actor
from portfolios.models import Comment, Look, PortfolioQuerySet, Post
from portfolios.policy import follows

_NOBODY = 0
_EVER = datetime(1, 1, 1, tzinfo=UTC)


def with_news(portfolios: PortfolioQuerySet, actor: Actor) -> PortfolioQuerySet:
    """Annotate ``new_posts``, ``new_comments`` and ``news``, the sum of both.

    Example: on Monday Sunny adds a post, Ms Tara looks and comments; on Tuesday Sunny changes the
    post and answers. To Ms Tara two things are new, to Sunny one.
    """
    if not follows(actor):
        nothing = Value(0, output_field=IntegerField())
        return portfolios.annotate(new_posts=nothing, new_comments=nothing, news=nothing)
    looks = Look.objects.filter(portfolio=OuterRef("pk"), user=actor.user_id)
    seen = Coalesce(Subquery(looks.values("looked_at")), Value(_EVER))
    return portfolios.annotate(seen=seen).annotate(
        new_posts=_count(_posts(actor), "portfolio"),
        new_comments=_count(_comments(actor), "post__portfolio"),
        news=F("new_posts") + F("new_comments"),
    )


def _posts(actor: Actor) -> "QuerySet[Post]":
    """Return what others added or changed."""
    who = Coalesce("updated_by", "author", Value(_NOBODY))
    posts = Post.objects.kept().annotate(who=who).exclude(who=actor.user_id)
    return posts.filter(portfolio=OuterRef("pk"), updated_at__gt=OuterRef("seen"))


def _comments(actor: Actor) -> "QuerySet[Comment]":
    """Return what others said about posts that are still there."""
    who = Coalesce("author", Value(_NOBODY))
    said = Comment.objects.kept().annotate(who=who).exclude(who=actor.user_id)
    return said.filter(
        post__portfolio=OuterRef("pk"), post__deleted_at=None, created_at__gt=OuterRef("seen")
    )


def _count(rows: "QuerySet[Post] | QuerySet[Comment]", owner: str) -> Coalesce:
    counted = rows.order_by().values(owner).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
