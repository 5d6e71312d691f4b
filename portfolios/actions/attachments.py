"""Making an upload ready to be shown: claimed by one worker, done once, tried again on request."""

import logging
import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.audit import record
from portfolios.actions.draft import PROCESS
from portfolios.actions.locking import changed, locked
from portfolios.actions.sign_of_life import SignOfLife
from portfolios.actions.template_ground import locked_template
from portfolios.media.erase import erase
from portfolios.media.make import make
from portfolios.media.parts import delete_parts, local_copy
from portfolios.media.progress import Stopped
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.states import may_be_tried_again, why_failed
from portfolios.models import Attachment
from spacesedu.lib.clamav import ScannerSilentError
from spacesedu.lib.queue import wake

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
"""How long a worker may be silent: longer than what gives no sign of life in between takes."""
MOST_TRIES = 3
"""How many workers a file may take with it."""


class NothingToTryError(Exception):
    """A file that was refused for what it is: the same file would be refused again."""

    def __init__(self, file: Attachment) -> None:
        """Say why it was refused, and what helps."""
        words = _("%(reason)s Trying again changes nothing.")
        super().__init__(words % {"reason": why_failed(file)})


def process_attachment(*, attachment_id: uuid.UUID, at: datetime) -> bool:
    """Make one attachment ready, or note why it cannot be; return whether it was ours to do.

    Nothing is locked while the file is worked on. Whoever loses the claim, or comes to an
    attachment that is done, does nothing. Where a virus scanner gives no answer, it waits on.
    """
    waiting = _waiting(at).filter(pk=attachment_id, tries__lt=MOST_TRIES)
    if not waiting.update(started_at=at, alive_at=at, tries=F("tries") + 1, percent=0):
        return False
    attachment = Attachment.objects.get(pk=attachment_id)
    try:
        with local_copy(attachment) as upload:
            made = make(upload, attachment.folder, SignOfLife(attachment))
    except Stopped:
        return False
    except ScannerSilentError:
        _finish(attachment, started_at=None, tries=0)
    except MediaRefusedError as refused:
        _refuse(attachment, refused.refusal, at=at)
    except (OSError, MemoryError):
        log.exception("%s was not made ready, and is kept to be tried again", attachment)
        _finish(attachment, failed_at=at, failure=Refusal.STUCK.value)
    else:
        ready = asdict(made) | {"ready_at": at, "percent": 100}
        _finish(attachment, **ready, then=partial(delete_parts, attachment))
    return True


@transaction.atomic
def retry_attachment(*, attachment_id: uuid.UUID, by: Actor, at: datetime) -> Attachment:
    """Try a failed attachment again; those who may change what it belongs to may ask for it.

    Raises ``NothingToTryError`` for one that was refused. One that another person has tried again
    meanwhile, or taken away, stays as it is.
    """
    attachment = Attachment.objects.get(pk=attachment_id)
    if attachment.template_id is not None:
        locked_template(attachment.template_id, by=by)
    else:
        assert attachment.portfolio is not None
        locked(attachment.portfolio.pk, by=by)
    attachment.refresh_from_db()
    if attachment.failed_at is not None and not may_be_tried_again(attachment):
        raise NothingToTryError(attachment)
    again = Attachment.objects.filter(pk=attachment_id, failed_at__isnull=False, deleted_at=None)
    if again.update(failed_at=None, failure="", started_at=None, alive_at=None, tries=0, percent=0):
        wake(PROCESS, str(attachment_id))
        record(
            "attachment.retried",
            by=by,
            at=at,
            district_id=attachment.district_id,
            subject=attachment,
        )
    return attachment


def waiting_attachments(*, at: datetime) -> list[uuid.UUID]:
    """Return the attachments no worker is at, the oldest first; give up on those that stuck.

    One whose worker died is tried again once its lease is over, but only so often: a file that
    kills its worker each time must not do so for ever.
    """
    stuck = _waiting(at).filter(tries__gte=MOST_TRIES)
    stuck.update(failed_at=at, failure=Refusal.STUCK.value)
    rows = _waiting(at).order_by("created_at", "id").values_list("id", flat=True)
    return list(rows[:100])


def _waiting(at: datetime) -> "QuerySet[Attachment]":
    free = Q(alive_at=None) | Q(alive_at__lt=at - LEASE)
    return Attachment.objects.kept().filter(free, ready_at=None, failed_at=None)


def _refuse(attachment: Attachment, why: Refusal, *, at: datetime) -> None:
    """Note why it is not made ready. It is kept, for we may be wrong; a virus goes at once."""
    if why is Refusal.VIRUS:
        # Its folder is its alone, for only what is ready is copied.
        gone = partial(erase, attachment.folder)
        _finish(attachment, failed_at=at, failure=why.value, stored=0, then=gone)
    else:
        _finish(attachment, failed_at=at, failure=why.value)


@transaction.atomic
def _finish(
    attachment: Attachment, *, then: Callable[[], None] | None = None, **columns: object
) -> None:
    """Write the outcome if the claim is still ours, and ``then`` drop what nobody needs now."""
    ours = Attachment.objects.filter(pk=attachment.pk, started_at=attachment.started_at)
    if not ours.filter(ready_at=None, failed_at=None).update(alive_at=None, **columns):
        return
    # It may have become a post's since: the owner is asked for now.
    portfolio_id = ours.values_list("post__portfolio_id", flat=True).first()
    if portfolio_id is not None:
        changed(portfolio_id)
    if then is not None:
        transaction.on_commit(then)
