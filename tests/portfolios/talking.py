"""Short ways for tests to let people talk about a post."""

from datetime import datetime

from portfolios import actions
from portfolios.comments import CommentView, threads
from portfolios.models import Comment, Post
from spacesedu.lib import clock
from tests.world import Person, World


def say(who: Person, post: Post, body: str = "Well built!", at: datetime | None = None) -> Comment:
    """Let somebody comment on a post."""
    return actions.add_comment(post_id=post.pk, body=body, by=who.actor, at=at or clock.now())


def read(who: Person, post: Post) -> tuple[CommentView, ...]:
    """Return the comments on a post as somebody reads them."""
    return threads(who.actor, [post.pk]).get(post.pk, ())


def everybody_by_name(world: World) -> dict[str, Person]:
    """Return the people that the tables of these tests name."""
    names = ("admin", "limited", "principal", "deputy", "counsellor", "teacher", "colleague")
    cast = {name: getattr(world, name) for name in (*names, "student", "pupil", "family")}
    return cast | {"reader": world.reader, "stranger": world.other.teacher}
