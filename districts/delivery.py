"""Sending what the outbox holds, one by one: claim, ask the cause again, send, settle."""

import logging
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from districts import outbox
from districts.models import OutboundEmail
from districts.outbox import Outcome
from spacesedu.lib import clock, mail
from spacesedu.lib.queue import wake

log = logging.getLogger(__name__)

SWEEP_FOR = timedelta(seconds=50)


def deliver(*, at: datetime, email_id: uuid.UUID | None = None) -> bool:
    """Send one message that is due, the oldest or the one named; tell whether to go on.

    False: nothing is due, somebody else has it, or the mail server cannot be reached.
    """
    email = outbox.claim(at=at, email_id=email_id)
    if email is None:
        return False
    message = _derived(email, at)
    if message is None:
        return True
    try:
        mail.send(message, message_id=mail.message_id(email.pk))
    except mail.RefusedError as refused:
        outbox.settle(email, Outcome.DEAD, at=at, reason=str(refused))
        log.warning("e-mail %s is refused for good: %s", email.pk, email.purpose)
    except mail.PostponedError as failure:
        outbox.postpone(email, at=at, reason=str(failure))
        log.warning("e-mail %s waits after attempt %s", email.pk, email.attempts)
        return not isinstance(failure, mail.UnreachableError)
    else:
        outbox.settle(email, Outcome.SENT, at=at)
    return True


def sweep() -> None:
    """Send what is due for fifty seconds; if more is left then, wake the next sweep."""
    started = clock.now()
    now = started
    while deliver(at=now):
        now = clock.now()
        if now - started >= SWEEP_FOR:
            wake("districts.tasks.sweep_outbox")
            return


def _derived(email: OutboundEmail, at: datetime) -> mail.Message | None:
    """Return the message as its cause stands now; None when there is nothing to send."""
    try:
        builder = import_string(settings.OUTBOX_EMAILS[email.purpose])
        message: mail.Message | mail.Cancelled = builder(email.subject_id, at)
    except Exception as broken:
        # One message that cannot be written must not hold up the others; a repair will send it.
        log.exception("e-mail %s cannot be written", email.pk)
        outbox.postpone(email, at=at, reason=f"cannot be written: {type(broken).__name__}")
        return None
    if isinstance(message, mail.Message) and message.to.casefold() != email.recipient.casefold():
        message = mail.Cancelled("address_changed")
    if isinstance(message, mail.Cancelled):
        outbox.settle(email, Outcome.CANCELLED, at=at, reason=message.reason)
        return None
    return message
