"""The second factors an account has, and whether it must have one."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db.models import QuerySet

from districts.acting import actors_of
from districts.actor import TWO_STEPS, Actor
from districts.models import User

# Recovery codes stand in for one of these; by themselves they are none.
REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account can show besides its password."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int

    @property
    def exist(self) -> bool:
        """Tell whether there is any factor."""
        return self.app is not None or bool(self.passkeys)


def factors_of(user: User) -> Factors:
    """Return the account's factors, passkeys in the order they were added."""
    kinds: dict[str, list[Authenticator]] = {}
    for row in _rows(user):
        kinds.setdefault(row.type, []).append(row)
    codes = kinds.get(Authenticator.Type.RECOVERY_CODES, [])
    return Factors(
        app=next(iter(kinds.get(Authenticator.Type.TOTP, [])), None),
        passkeys=tuple(kinds.get(Authenticator.Type.WEBAUTHN, [])),
        codes_left=len(RecoveryCodes(codes[0]).get_unused_codes()) if codes else 0,
    )


def has_factor(user: User) -> bool:
    """Tell whether the account has a second factor."""
    return _rows(user).filter(type__in=REAL).exists()


def must_have_one(held: list[Actor]) -> bool:
    """Tell whether somebody who holds these roles, in use or not, signs in with two steps."""
    needed: bool = settings.SECOND_FACTOR_REQUIRED
    return needed and any(actor.role in TWO_STEPS for actor in held)


def may_be_removed(factor: Authenticator) -> bool:
    """Tell whether the account may do without this factor: it need have none, or has another."""
    user = User.objects.get(pk=factor.user_id)
    others = _rows(user).filter(type__in=REAL).exclude(pk=factor.pk)
    return others.exists() or not must_have_one(actors_of(user))


def _rows(user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user_id=user.pk).order_by("created_at", "pk")
