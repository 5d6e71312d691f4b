"""Choosing the language one is spoken to in."""

from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actor import Actor, System
from districts.models import User


@transaction.atomic
def choose_language(*, user: User, language: str, by: Actor | System, at: datetime) -> None:
    """Speak ``language`` to this account from now on, on pages and in mail.

    The form has offered it; the account is one's own. Choosing what is chosen changes nothing.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    audit.record(
        "account.language",
        by=by,
        at=at,
        district_id=by.district_id if isinstance(by, Actor) else None,
        subject=user,
        detail={"language": language},
    )
