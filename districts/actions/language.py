"""Choosing the language one is spoken to in."""

from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actor import Actor
from districts.models import User


@transaction.atomic
def choose_language(*, language: str, by: Actor, at: datetime) -> None:
    """Speak ``language`` to this account from now on, on pages and in mail.

    The form has offered it; the account is one's own. Choosing what is chosen changes nothing.
    """
    user = User.objects.select_for_update().get(pk=by.user_id)
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    audit.record(
        "account.language",
        by=by,
        at=at,
        district_id=by.district_id,
        subject=user,
        detail={"language": language},
    )
