"""Helping somebody back in who has lost every second factor, recovery codes included."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actions.safety import note_change
from districts.actor import Actor, System
from districts.models import User
from districts.signing_in.notices import FACTORS_REMOVED


class NoFactorsError(ValueError):
    """The account has no second factor that could be lost."""


@transaction.atomic
def remove_factors(*, user: User, by: Actor | System, at: datetime) -> int:
    """Remove every second factor of the account, tell its owner, and return how many there were.

    Whoever calls has made sure, away from the screen, that it is the owner who asks: afterwards the
    password alone leads to the page where a new factor is set up. Raises ``NoFactorsError``.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    removed, _by_table = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise NoFactorsError(_("This account has no second factor."))
    note_change(user=user, verb=FACTORS_REMOVED, by=by, at=at)
    return removed
