"""Whether a form has become a post already: by its id, or by its very words.

Somebody who presses Back after publishing finds the form filled in again by the browser, but with
an id of its own. The same words from the same author, on the same day, with no new file, are the
same post.
"""

import uuid
from collections.abc import Sequence
from datetime import date
from urllib.parse import parse_qs

from django.db.models import QuerySet
from django.http import QueryDict

from districts.actor import Actor
from portfolios import text
from portfolios.actions.draft import Words
from portfolios.media.receive import Received
from portfolios.models import Attachment, Portfolio, Post
from portfolios.writing.origin import form_of


class PublishedAlreadyError(Exception):
    """A form that became ``post`` before, and says something else by now, or the post is gone."""

    def __init__(self, post: Post) -> None:
        """Keep the post."""
        super().__init__()
        self.post = post


def sent_before(
    portfolio: Portfolio,
    sent_as: uuid.UUID | None,
    words: Words,
    *,
    files: Sequence[Received],
    in_draft: bool,
    by: Actor,
) -> Post | None:
    """Return the post that this form has become; raise where the form says something else now.

    So does a file that the post has not; ``in_draft``: others wait in the draft of the form.
    """
    if sent_as is None:
        return None
    sent = Post.objects.filter(portfolio=portfolio, sent_as=sent_as).first()
    if sent is not None:
        if sent.deleted_at is not None or not _says(sent, words):
            raise PublishedAlreadyError(sent)
        if in_draft or not_in(sent, files):
            raise PublishedAlreadyError(sent)
        return sent
    if files or in_draft:
        return None
    alike = _alike(portfolio, words.title, words.body, words.posted_on, by=by)
    return next((post for post in alike if _says(post, words)), None)


def not_in(post: Post, files: Sequence[Received]) -> list[Received]:
    """Return the files that a post has not, by their names and sizes."""
    there = set(Attachment.objects.kept().filter(post=post).values_list("original_name", "size"))
    return [file for file in files if (file.original_name, file.size) not in there]


def sent_by_id(portfolio: Portfolio, typed: str) -> Post | None:
    """Return the post that a form, as drafts keep it, address-encoded, is by its id."""
    form = form_of(typed)
    if not form.id:
        return None
    return Post.objects.filter(portfolio=portfolio, sent_as=form.id).first()


def as_edit(post: Post, typed: str) -> str:
    """Return the words of a form that has become ``post``, as an edit of what it became."""
    words = QueryDict(typed, mutable=True)
    words["seen"] = post.created_at.isoformat()
    return words.urlencode()


def says_typed(post: Post, typed: str) -> bool:
    """Tell whether a post says what stands in a form: words, sections, links, and about files."""
    said = QueryDict(typed)
    plain = {"title": post.title, "body": post.body, "posted_on": post.posted_on.isoformat()}
    if any(text.clean(said.get(name, kept)) != kept for name, kept in plain.items()):
        return False
    if set(said.getlist("sections")) != {str(section) for section in _sections(post)}:
        return False
    return _says_links(post, said) and _says_of_files(post, said)


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


def _says_links(post: Post, said: QueryDict) -> bool:
    """Compare addresses as they may have been typed: without their beginning, without a name."""
    kept = list(post.links.all())
    urls = [name for name in said if name.startswith("link-") and name.endswith("-url")]
    typed = [(str(said[name]), str(said.get(name[:-3] + "title", ""))) for name in urls]
    typed = [(url.strip(), text.clean(title)) for url, title in typed if url.strip() or title]
    return len(kept) == len(typed) and all(
        _bare(url) == _bare(link.url)
        and (title or link.title) == link.title
        # A link without a name is called by its site.
        and (bool(title) or link.title in link.url)
        for link, (url, title) in zip(kept, typed, strict=True)
    )


def _bare(url: str) -> str:
    return url.removeprefix("https://").rstrip("/")


def _says_of_files(post: Post, said: QueryDict) -> bool:
    files = Attachment.objects.kept().filter(post=post)
    kept = {f"alt-{file.pk}": file.alt for file in files}
    kept |= {f"caption-{file.pk}": file.caption for file in files}
    return all(text.clean(said.get(name, words)) == words for name, words in kept.items())
