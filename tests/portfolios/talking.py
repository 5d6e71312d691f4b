"""Short ways for tests to let people talk about a post."""

from datetime import datetime
from typing import Any

from districts.actor import Actor
from portfolios import actions
from portfolios.models import Comment, Portfolio, Post
from portfolios.reading.comments import CommentView, thread
from portfolios.reading.news import with_news
from spacesedu.lib import clock
from tests.world import Person, World


def say(who: Person, post: Post, body: str = "Well built!", at: datetime | None = None) -> Comment:
    """Let somebody comment on a post."""
    return actions.add_comment(post_id=post.pk, body=body, by=who.actor, at=at or clock.now())


def by(who: Person) -> dict[str, Any]:
    """Return who does something, now."""
    return {"by": who.actor, "at": clock.now()}


def news_of(portfolio: Portfolio, actor: Actor) -> tuple[int, int]:
    """Return how many posts and comments are new to somebody."""
    row: Any = with_news(Portfolio.objects.filter(pk=portfolio.pk), actor).get()
    assert row.news == row.new_posts + row.new_comments
    return row.new_posts, row.new_comments


def read(who: Person, post: Post) -> tuple[CommentView, ...]:
    """Return the comments on a post as somebody reads them."""
    return thread(who.actor, post.pk)


def everybody_by_name(world: World) -> dict[str, Person]:
    """Return the people that the tables of these tests name."""
    names = ("admin", "limited", "principal", "deputy", "counsellor", "teacher", "colleague")
    cast = {name: getattr(world, name) for name in (*names, "student", "pupil", "family")}
    return cast | {"reader": world.reader, "stranger": world.other.teacher}
