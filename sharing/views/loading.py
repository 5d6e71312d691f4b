"""Fetching the portfolio whose link a view is about: not theirs is 404, no menu is 403."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from districts.acting import acting
from districts.actor import Actor
from portfolios.models import Portfolio
from sharing.policy import may_see_menu
from sharing.queries import openable
from spacesedu.lib import clock


def loaded(request: HttpRequest, portfolio_id: uuid.UUID) -> tuple[Actor, Portfolio]:
    """Return who asks, and the portfolio whose sharing menu they may open."""
    actor = acting(request)
    found = get_object_or_404(openable(actor), pk=portfolio_id)
    if not may_see_menu(actor, found.pk, clock.now()):
        raise PermissionDenied
    return actor, found
