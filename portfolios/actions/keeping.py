"""A form that cannot be published as it stands: it is kept, and so are the files sent with it."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from districts.actor import Actor
from portfolios.actions.draft import attach
from portfolios.actions.drafts import save_draft
from portfolios.actions.room import claim_room
from portfolios.media.erase import erase
from portfolios.media.receive import Received
from portfolios.models import Draft


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

    None, and nothing kept, for a form that has become a post.
    """
    draft = save_draft(portfolio_id=portfolio_id, post_id=post_id, words=words, by=by, at=at)
    if draft is None:
        for file in files:
            transaction.on_commit(partial(erase, file.folder))
    elif files:
        claim_room(draft.portfolio, sum(file.size for file in files), by=by)
        attach(draft, files, alt=alt, at=at)
    return draft
