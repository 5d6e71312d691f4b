"""The draft that a form writes into: its own, and never that of another tab or another device.

One draft is open at a place. Where another form is saved, the one that was open is put aside with
its words, and its author finds it at the form; the files that a form shows come along with it.
"""

import uuid
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import QueryDict

from districts.actor import Actor
from districts.audit import record
from portfolios.actions.draft import next_position
from portfolios.models import Attachment, Draft, Portfolio, Post, Upload
from portfolios.models.draft import DraftQuerySet
from portfolios.writing.origin import AnyDraft, Form, typed_in


def drafts_at(portfolio: Portfolio, post_id: uuid.UUID | None, *, by: Actor) -> DraftQuerySet:
    """Return the drafts of ``by`` at a place: the open one, and those that were put away."""
    return Draft.objects.filter(portfolio=portfolio, author=by.user_id, post=post_id)


def draft_of(
    form: Form,
    portfolio: Portfolio,
    post_id: uuid.UUID | None,
    *,
    words: str = "",
    by: Actor,
    at: datetime,
) -> Draft:
    """Return the draft that ``form`` goes on with, open; begin it where there is none.

    ``words`` are what is going to stand in it: another draft that says the same is not kept twice.
    """
    here = drafts_at(portfolio, post_id, by=by)
    other = here.open().first()
    draft = form.draft(here, at=at)
    if other is not None and other == draft:
        return other
    if other is not None:
        put_aside(other, by=by, at=at)
    if draft is None:
        draft = _begun(form, portfolio, post_id, by=by, at=at)
    else:
        take_up(draft, by=by, at=at)
    shown = Attachment.objects.kept().filter(draft__in=here.exclude(pk=draft.pk))
    _hand_over(shown.filter(pk__in=form.files), draft)
    if other is not None and _is_said(other, words):
        other.delete()
    return draft


def put_away(draft: AnyDraft, *, by: Actor, at: datetime) -> None:
    """Put away a draft that its author has given up, unless it is already.

    One that was put aside is not offered at the form any more; ``aside`` remembers that it was.
    """
    offered = is_aside(draft)
    if draft.discarded_at is not None and not offered:
        return
    _mark(draft, "0" if offered else None)
    draft.discarded_at = at
    draft.save(update_fields=["words", "discarded_at"])
    note("draft.discarded", draft, by=by, at=at)


def put_aside(draft: AnyDraft, *, by: Actor, at: datetime) -> None:
    """Put away a draft that its author has not given up; the form offers to bring it back."""
    _mark(draft, "1")
    draft.discarded_at = at
    draft.save(update_fields=["words", "discarded_at"])
    note("draft.discarded", draft, by=by, at=at)


def take_up(draft: AnyDraft, *, by: Actor, at: datetime) -> None:
    """Make a draft that was put away the open one of its place."""
    _mark(draft, None)
    draft.discarded_at = None
    draft.save(update_fields=["words", "discarded_at"])
    note("draft.reopened", draft, by=by, at=at)


def is_aside(draft: AnyDraft, mark: str = "1") -> bool:
    """Tell whether the form offers to bring a draft back; with "0", whether it did until then."""
    return draft.discarded_at is not None and QueryDict(draft.words).get("aside") == mark


def bring_back(draft: AnyDraft, other: AnyDraft | None, *, by: Actor, at: datetime) -> None:
    """Make a draft that was put away the open one; ``other``, which is open there, is put aside.

    Unless it was put away from beside that one: then it is offered there again.
    """
    if other is not None and is_aside(draft, "0"):
        offer_again(draft, by=by, at=at)
        return
    if other is not None:
        put_aside(other, by=by, at=at)
    take_up(draft, by=by, at=at)


def offer_again(draft: AnyDraft, *, by: Actor, at: datetime) -> None:
    """Offer a draft at the form again that its author did not want to see there."""
    _mark(draft, "1")
    draft.save(update_fields=["words"])
    note("draft.reopened", draft, by=by, at=at)


def holds_files(draft: Draft) -> bool:
    """Tell whether there are files in a draft, or on their way into it."""
    on_their_way = draft.uploads.filter(finished_at=None, refused="")
    return draft.attachments.kept().exists() or on_their_way.exists()


def take_along(draft: Draft, owner: Post | Draft) -> None:
    """Give the draft's files to ``owner``, those that are still on their way too, and end it.

    Uploads come first: that waits for a file that arrives in this moment, and finds it then.
    """
    Upload.objects.filter(draft=draft).update(**_owned_by(owner))
    _hand_over(Attachment.objects.filter(draft=draft), owner)
    draft.delete()


def take_shown(form: Form, here: DraftQuerySet, post: Post) -> None:
    """Give ``post`` the files that its form shows and another of the author's drafts holds."""
    _hand_over(Attachment.objects.kept().filter(draft__in=here, pk__in=form.files), post)


def note(verb: str, draft: AnyDraft, *, by: Actor, at: datetime) -> None:
    """Write down what was done to a draft."""
    record(verb, by=by, at=at, district_id=draft.district_id, subject=draft)


def _mark(draft: AnyDraft, aside: str | None) -> None:
    words = QueryDict(draft.words, mutable=True)
    words.pop("aside", None)
    if aside is not None:
        words["aside"] = aside
    draft.words = words.urlencode()


def _begun(
    form: Form, portfolio: Portfolio, post_id: uuid.UUID | None, *, by: Actor, at: datetime
) -> Draft:
    draft = Draft.objects.create(
        district_id=portfolio.district_id,
        portfolio=portfolio,
        author_id=by.user_id,
        post_id=post_id,
        # A file may be the first that comes of a form.
        words=urlencode({"sent_as": form.id}) if form.id else "",
        created_at=at,
        updated_at=at,
    )
    note("draft.begun", draft, by=by, at=at)
    return draft


def _is_said(draft: Draft, words: str) -> bool:
    """Tell whether nothing would be lost with ``draft`` beside ``words``."""
    if draft.attachments.exists() or draft.uploads.exists():
        return False
    return typed_in(draft.words) in ({}, typed_in(words))


def _hand_over(files: "QuerySet[Attachment]", owner: Post | Draft) -> None:
    files.update(**_owned_by(owner), position=F("position") + next_position(owner))


def _owned_by(owner: Post | Draft) -> dict[str, Post | Draft | None]:
    if isinstance(owner, Post):
        return {"draft": None, "post": owner}
    return {"draft": owner, "post": None}
