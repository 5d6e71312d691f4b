"""A form that cannot be published as it stands: it is kept, and so are the files sent with it."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from districts.actor import Actor
from portfolios.actions.draft import attach
from portfolios.actions.draft_of_form import drafts_at, holds_files, take_along
from portfolios.actions.drafts import keep_words, locked_to_keep
from portfolios.actions.room import claim_room
from portfolios.actions.sent import not_in, sent_by_id
from portfolios.media.erase import erase
from portfolios.media.receive import Received
from portfolios.models import Draft
from portfolios.writing.origin import form_of


@transaction.atomic
def keep_form(
    *,
    portfolio_id: uuid.UUID,
    post_id: uuid.UUID | None,
    words: str,
    files: Sequence[Received],
    alt: str,
    by: Actor,
    at: datetime,
) -> Draft | None:
    """Put the form and ``files`` into the draft; ``alt`` says what is to be seen in the photos.

    A form that has become a post brings those files only that the post has not. None, and nothing
    kept, where the post has them all and says the same.
    """
    new = list(files)
    portfolio = locked_to_keep(portfolio_id, post_id, by=by)
    sent = sent_by_id(portfolio, words)
    if sent is not None:
        new = not_in(sent, files)
        for file in files:
            if file not in new:
                transaction.on_commit(partial(erase, file.folder))
    left = form_of(words).draft(drafts_at(portfolio, None, by=by), at=at) if sent else None
    waiting = left is not None and holds_files(left)
    more = bool(new) or waiting
    draft = keep_words(portfolio, post_id, words, new_files=more, by=by, at=at)
    if draft is not None and left is not None and left != draft:
        take_along(left, draft)
    if draft is not None and new:
        claim_room(draft.portfolio, sum(file.size for file in new), by=by)
        attach(draft, new, alt=alt, at=at)
    return draft
