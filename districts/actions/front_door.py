"""Mail for whoever stands at the front door: the same work for every address that is typed.

An address without an account gets a row in the outbox too, which the worker cancels. So neither the
answer nor the time it takes tells whether somebody has an account.
"""

from datetime import datetime
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.db import transaction

from districts import audit, outbox
from districts.actor import Actor, System
from districts.emails import NO_ACCOUNT
from districts.signing_in.sign_in_code import NOBODY, subject_of


@transaction.atomic
def send_sign_in_code(*, email: str, nonce: str, by: Actor | System, at: datetime) -> None:
    """Queue the mail with the code of ``nonce``; only a confirmed address will get it."""
    address = email.casefold()
    found = EmailAddress.objects.filter(email=address, verified=True).only("pk").first()
    row = outbox.enqueue(
        purpose="sign_in_code",
        subject_id=subject_of(nonce, found.pk if found else NOBODY),
        recipient=address,
        dedupe_key=f"sign_in_code:{nonce}",
        district_id=None,
        at=at,
    )
    audit.record("account.sign_in_code", by=by, at=at, district_id=None, subject=row)


@transaction.atomic
def send_link_to_nobody(*, email: str, by: Actor | System, at: datetime) -> None:
    """Do what ``send_password_link`` does, for an address that no account has."""
    address = email.casefold()
    # The key says whether somebody asked twice, and nothing else.
    key = sha256(address.encode()).hexdigest()[:32]
    row = outbox.enqueue(
        purpose="password_reset",
        subject_id=NO_ACCOUNT,
        recipient=address,
        dedupe_key=f"password_reset:{key}:{at:%Y-%m-%dT%H:%M}",
        district_id=None,
        at=at,
    )
    audit.record("account.password_link", by=by, at=at, district_id=None, subject=row)
