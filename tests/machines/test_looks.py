"""Whoever looks, writes, changes and deletes, in whatever order: what is new is what the rule says.

The oracle keeps a list of what happened and walks through it; the product asks the database.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from districts.actor import Actor
from portfolios import actions
from portfolios.actions import Words
from portfolios.models import Comment, Post
from portfolios.reading.looks import since
from tests.portfolios.talking import news_of
from tests.world import Person, World

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
VISIT, OFTEN = timedelta(minutes=30), timedelta(minutes=1)
who = st.sampled_from(["student", "teacher", "principal"])
pick = st.integers(min_value=0, max_value=99)


@dataclass
class Thing:
    """A post or a comment, as the oracle remembers it; ``on`` is the post of a comment."""

    row: Post | Comment
    by: str
    at: datetime
    on: "Thing | None" = None
    gone: bool = False

    @property
    def there(self) -> bool:
        """Tell whether anybody sees it."""
        return not self.gone and (self.on is None or not self.on.gone)


class Looks(RuleBasedStateMachine):
    """One portfolio, three readers, and a clock that goes on by minutes and hours."""

    def __init__(self, world: World) -> None:
        """Begin on Monday, with an empty portfolio that nobody has looked at."""
        super().__init__()
        self.world = world
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        Post.objects.filter(portfolio=self.world.portfolio).update(deleted_at=MONDAY)
        self.now = MONDAY
        self.posts: list[Thing] = []
        self.comments: list[Thing] = []
        self.looked: dict[str, datetime] = {}
        self.visit: dict[str, datetime | None] = {}

    def teardown(self) -> None:
        """Leave the world as it was."""
        transaction.set_rollback(True)
        self.taken_back.__exit__(None, None, None)

    @rule(seconds=st.sampled_from([1, 20, 59, 60, 61, 600, 1799, 1800, 1801, 90_000]))
    def time_goes_on(self, seconds: int) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    @rule(name=who)
    def look(self, name: str) -> None:
        """Open the portfolio."""
        last = self.looked.get(name)
        if last is None:
            self.visit[name], self.looked[name] = None, self.now
        elif self.now - last >= OFTEN:
            if self.now - last > VISIT:
                self.visit[name] = last
            self.looked[name] = self.now
        assert since(self.actor(name), self.world.portfolio, self.now) == self.visit[name]

    @rule(name=st.sampled_from(["student", "teacher"]))
    def post(self, name: str) -> None:
        """Add a post."""
        row = actions.add_post(
            portfolio_id=self.world.portfolio.pk, words=self.words(), **self.by(name)
        )
        self.posts.append(Thing(row, name, self.now))

    @rule(name=st.sampled_from(["student", "teacher"]), which=pick)
    def change(self, name: str, which: int) -> None:
        """Change a post that is there."""
        if thing := self.one(self.posts, which):
            actions.edit_post(post_id=thing.row.pk, words=self.words(), **self.by(name))
            thing.by, thing.at = name, self.now

    @rule(name=who, which=pick)
    def comment(self, name: str, which: int) -> None:
        """Comment on a post that is there."""
        if thing := self.one(self.posts, which):
            row = actions.add_comment(post_id=thing.row.pk, body="Oh!", **self.by(name))
            self.comments.append(Thing(row, name, self.now, on=thing))

    @rule(which=pick)
    def delete_post(self, which: int) -> None:
        """Delete a post, and its comments with it."""
        if thing := self.one(self.posts, which):
            actions.delete_post(post_id=thing.row.pk, **self.by("teacher"))
            thing.gone = True

    @rule(which=pick)
    def restore_post(self, which: int) -> None:
        """Bring a deleted post back."""
        gone = [thing for thing in self.posts if thing.gone]
        if gone:
            thing = gone[which % len(gone)]
            actions.restore_post(post_id=thing.row.pk, **self.by("student"))
            thing.gone = False

    @rule(which=pick)
    def delete_comment(self, which: int) -> None:
        """Delete a comment that is there."""
        if thing := self.one(self.comments, which):
            actions.delete_comment(comment_id=thing.row.pk, **self.by("teacher"))
            thing.gone = True

    @invariant()
    def new_is_what_others_did_since_the_last_look(self) -> None:
        """Compare what the list says with what the oracle remembers."""
        for name in ("student", "teacher", "principal"):
            posts, comments = self.new_to(name, self.posts), self.new_to(name, self.comments)
            assert news_of(self.world.portfolio, self.actor(name)) == (posts, comments)

    def new_to(self, name: str, things: list[Thing]) -> int:
        """Count by walking through what happened."""
        last = self.looked.get(name)
        return sum(
            thing.there and thing.by != name and (last is None or thing.at > last)
            for thing in things
        )

    def one(self, things: list[Thing], which: int) -> Thing | None:
        """Return one of those that are there."""
        there = [thing for thing in things if thing.there]
        return there[which % len(there)] if there else None

    def actor(self, name: str) -> Actor:
        """Return who acts."""
        person: Person = getattr(self.world, name)
        return person.actor

    def by(self, name: str) -> dict[str, Any]:
        """Return who does it, and when."""
        return {"by": self.actor(name), "at": self.now}

    def words(self) -> Words:
        """Return something to post."""
        return Words(title="Bread", body="", posted_on=self.now.date())


@pytest.mark.django_db
def test_new_is_what_others_did_since_somebody_looked(world: World) -> None:
    run_state_machine_as_test(
        lambda: Looks(world),  # type: ignore[arg-type] # any callable will do
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
