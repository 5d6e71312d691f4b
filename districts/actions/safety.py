"""What somebody changes about getting into their own account: on record, and told to them."""

import uuid
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from districts import audit, outbox
from districts.actor import Actor, System
from districts.models import User


@transaction.atomic
def note_change(
    *, user: User, verb: str, by: Actor | System, at: datetime, told: str | None = None
) -> None:
    """Record the change and queue a message about it, to ``told`` or to the primary address.

    Who has no address is told nothing. The row holds no words: ``security_notice`` writes them
    from the audit entry when the message is sent.
    """
    recipient = told or user.email
    address = EmailAddress.objects.filter(user=user, email=recipient).first()
    event = audit.record(
        verb,
        by=by,
        at=at,
        district_id=None,
        subject=user,
        detail={"told": address.pk} if address else {},
    )
    if address is not None:
        outbox.enqueue(
            purpose="security_notice",
            subject_id=uuid.UUID(int=event.pk),
            recipient=address.email,
            dedupe_key=f"security_notice:{event.pk}",
            district_id=None,
            at=at,
        )


@transaction.atomic
def send_address_link(*, address: EmailAddress, by: Actor | System, at: datetime) -> None:
    """Queue a message with the link that confirms an address; twice in a minute, it is one.

    The row holds no link: ``confirm_address`` derives it when the message is sent.
    """
    outbox.enqueue(
        purpose="confirm_address",
        subject_id=uuid.UUID(int=address.pk),
        recipient=address.email,
        dedupe_key=f"confirm_address:{address.pk}:{at:%Y-%m-%dT%H:%M}",
        district_id=None,
        at=at,
    )
    audit.record("account.address_asked", by=by, at=at, district_id=None, subject=address.user)
