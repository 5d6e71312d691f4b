"""Whether a form has become a post already: by its id, or by its very words.

Somebody who presses Back after publishing finds the form filled in again by the browser, but with
an id of its own. The same words from the same author, on the same day, with no new file, are the
same post.
"""

import uuid
from datetime import date
from urllib.parse import parse_qs

from django.db.models import QuerySet

from districts.actor import Actor
from portfolios import text
from portfolios.actions.draft import Words
from portfolios.models import Portfolio, Post


class PublishedAlreadyError(Exception):
    """A form that became ``post`` before, and says something else by now, or the post is gone."""

    def __init__(self, post: Post) -> None:
        """Keep the post."""
        super().__init__()
        self.post = post


def sent_before(
    portfolio: Portfolio, sent_as: uuid.UUID | None, words: Words, *, by: Actor, new_files: bool
) -> Post | None:
    """Return the post that this form has become; raise where the form says something else now."""
    if sent_as is None:
        return None
    sent = Post.objects.filter(portfolio=portfolio, sent_as=sent_as).first()
    if sent is not None:
        if sent.deleted_at is not None or not _says(sent, words):
            raise PublishedAlreadyError(sent)
        return sent
    if new_files:
        return None
    alike = _alike(portfolio, words.title, words.body, words.posted_on, by=by)
    return next((post for post in alike if _says(post, words)), None)


def sent_by_id(portfolio: Portfolio, typed: str) -> bool:
    """Tell whether a form, as drafts keep it, address-encoded, is a post by its id."""
    try:
        sent_as = uuid.UUID(parse_qs(typed).get("sent_as", [""])[0])
    except ValueError:
        return False
    return Post.objects.filter(portfolio=portfolio, sent_as=sent_as).exists()


def sent_by_words(portfolio: Portfolio, typed: str, *, by: Actor) -> bool:
    """Tell whether it is one by its words.

    Links are kept otherwise than they are typed: a form with any is rather kept once too often.
    """
    said = parse_qs(typed)
    title, body, day = (said.get(name, [""])[0] for name in ("title", "body", "posted_on"))
    if any(name.startswith("link-") for name in said):
        return False
    try:
        alike = _alike(portfolio, title, body, date.fromisoformat(day), by=by)
    except ValueError:
        return False
    ticked = set(said.get("sections", []))
    return any(ticked == {str(section) for section in _sections(post)} for post in alike)


def _alike(
    portfolio: Portfolio, title: str, body: str, day: date, *, by: Actor
) -> "QuerySet[Post]":
    """Return the posts of ``by`` that came from a form with these words."""
    mine = Post.objects.kept().filter(portfolio=portfolio, author=by.user_id, posted_on=day)
    return mine.filter(sent_as__isnull=False, title=text.clean(title), body=text.clean(body))


def _says(post: Post, words: Words) -> bool:
    """Tell whether a post says what was written, in the same sections and with the same links."""
    said = (text.clean(words.title), text.clean(words.body), words.posted_on)
    if (post.title, post.body, post.posted_on) != said or _sections(post) != words.section_ids:
        return False
    kept = [(link.url, link.title) for link in post.links.all()]
    return kept == [(link.url, text.clean(link.title) or link.url[:200]) for link in words.links]


def _sections(post: Post) -> set[uuid.UUID]:
    rows = post.section_rows.filter(section__removed_at=None)
    return set(rows.values_list("section_id", flat=True))
