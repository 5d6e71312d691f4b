"""The students' posts and what is said about them, by the real actions and the media pipeline."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from districts.actor import Actor
from portfolios.actions.comments import add_comment
from portfolios.actions.draft import LinkWords, Words
from portfolios.actions.drafts import save_draft
from portfolios.actions.looks import note_look
from portfolios.actions.portfolio import get_started, write_summary
from portfolios.actions.posts import add_post
from portfolios.media.receive import received
from portfolios.models import Portfolio, PortfolioTemplate, Post, Section
from sharing.demo import uploads
from sharing.demo.founding import Founded
from sharing.demo.stories import DemoPost, Voice, posts_of, summary_of
from sharing.demo.uploads import Painted

LOOKED = timedelta(days=3)
"""How long ago the teacher last looked: whatever came later is new to them."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose portfolio it is, who teaches them if somebody does, and who paints the pictures."""

    founded: Founded
    painted: Painted
    student: Actor
    teacher: Actor | None = None

    def who(self, voice: Voice) -> Actor:
        """Return who speaks."""
        who = self.student if voice == "student" else self.teacher
        assert who is not None
        return who


def has_posts(who: str) -> bool:
    """Tell whether somebody has written for this student."""
    return bool(posts_of(who))


def pictures_of(students: Iterable[str]) -> list[str]:
    """Return the names of the pictures these students show, in the order they are needed."""
    shown = (
        media.name
        for who in students
        for post in _in_order(who)
        for media in post.media
        if media.kind == "picture"
    )
    return list(dict.fromkeys(shown))


def fill(desk: Desk, template: PortfolioTemplate, story: str) -> Portfolio:
    """Let a student begin their portfolio, write their posts and their Summary Statement."""
    now, student = desk.founded.now, desk.student
    portfolio = Portfolio.objects.get(template=template, student=student.student_id)
    sections = dict(Section.objects.filter(template=template).values_list("name", "id"))
    posts = _in_order(story)
    oldest = now - timedelta(days=posts[0].days_ago if posts else 1)
    get_started(portfolio_id=portfolio.pk, by=student, at=oldest)
    for post in posts:
        made = _post(desk, portfolio, sections, post)
        _talk(desk, made, post)
    summary = summary_of(story)
    if summary:
        write_summary(portfolio_id=portfolio.pk, summary=summary, by=student, at=now)
    if desk.teacher is not None:
        assert desk.teacher.user_id is not None
        note_look(portfolio_id=portfolio.pk, user_id=desk.teacher.user_id, at=now - LOOKED)
    return portfolio


def begin_to_write(desk: Desk, portfolio: Portfolio, title: str, body: str) -> None:
    """Leave a post unfinished, as somebody does when the bell rings."""
    words = urlencode({"title": title, "body": body})
    at = desk.founded.now - timedelta(hours=2)
    save_draft(portfolio_id=portfolio.pk, post_id=None, words=words, by=desk.student, at=at)


def _post(desk: Desk, portfolio: Portfolio, sections: dict[str, uuid.UUID], post: DemoPost) -> Post:
    at = desk.founded.now - timedelta(days=post.days_ago)
    day = at.astimezone(desk.founded.district.zone).date()
    chosen = frozenset(sections[name] for name in post.sections)
    links = tuple(LinkWords(url, title) for url, title in post.links)
    with received(uploads.of_post(post, desk.painted), None) as files:
        made = add_post(
            portfolio_id=portfolio.pk,
            words=Words(post.title, post.body, day, chosen, links),
            files=files,
            by=desk.who(post.by),
            at=at,
        )
    uploads.make_ready(made, post, at=at)
    return made


def _talk(desk: Desk, made: Post, post: DemoPost) -> None:
    """Let student and teacher comment in turn, a few hours after one another."""
    for hours, (voice, words) in enumerate(post.comments, 3):
        at = made.created_at + timedelta(hours=hours)
        add_comment(post_id=made.pk, body=words, by=desk.who(voice), at=at)


def _in_order(story: str) -> list[DemoPost]:
    """Return a student's posts as they were written, the oldest first."""
    return sorted(posts_of(story), key=lambda post: -post.days_ago)
