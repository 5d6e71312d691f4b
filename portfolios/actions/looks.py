"""Noting that somebody has looked: the one thing that reading writes."""

import uuid
from datetime import datetime

from django.db import transaction

from portfolios.models import Look, Portfolio


@transaction.atomic
def note_look(*, portfolio_id: uuid.UUID, user_id: int, at: datetime) -> Look:
    """Note that ``user_id`` reads the portfolio at ``at``.

    Two tabs opened at once are one look, and a clock that lags behind takes nothing back.
    """
    district_id = Portfolio.objects.values_list("district_id", flat=True).get(pk=portfolio_id)
    look, first = Look.objects.select_for_update().get_or_create(
        district_id=district_id,
        portfolio_id=portfolio_id,
        user_id=user_id,
        defaults={"looked_at": at},
    )
    if not first and at > look.looked_at:
        look.again(at)
        look.save(update_fields=["looked_at", "since"])
    return look
