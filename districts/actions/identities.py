"""Letting an outside identity in: by a domain Support verified, to a person a school added."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actions.accounts import (
    AddressTakenError,
    account_at,
    connect_account,
    create_account,
)
from districts.actor import Actor, System
from districts.models import StaffMember, Student, User, VerifiedDomain
from districts.signing_in.identity import Identity, UntrustedIdentityError

type Person = StaffMember | Student


class NotAdmittedError(UntrustedIdentityError):
    """Nobody here may sign in by this identity. Its text is for the person."""


def trusting_districts(identity: Identity) -> set[uuid.UUID]:
    """Return the districts for which Support verified this issuer and domain."""
    rows = VerifiedDomain.objects.trusting(issuer=identity.issuer, domain=identity.domain)
    return set(rows.values_list("district", flat=True))


def check_known(*, user: User, identity: Identity) -> None:
    """Raise ``NotAdmittedError`` unless a district that trusts the identity knows the account.

    Asked at every sign-in: a domain that is no longer verified opens nothing from then on.
    """
    districts = trusting_districts(identity)
    staff = StaffMember.objects.active().filter(user=user, district__in=districts)
    students = Student.objects.active().filter(user=user, district__in=districts)
    if not (staff.exists() or students.exists()):
        raise NotAdmittedError(_("Your school does not use this way to sign in."))


def check_own(*, user: User, identity: Identity) -> None:
    """Raise ``NotAdmittedError`` unless the identity is the account's own, to be connected.

    Its address is one that the account has confirmed: whoever sits at somebody else's screen, or
    holds their card, cannot tie an identity of their own to the account.
    """
    check_known(user=user, identity=identity)
    if account_at(identity.email) != user:
        raise NotAdmittedError(_("That account has another e-mail address than this one."))


@transaction.atomic
def admit(*, identity: Identity, by: Actor | System, at: datetime) -> User:
    """Return a new account for the one person the school knows by the identity's address.

    An account is never merged into by e-mail alone: where the person, or anybody, signs in with
    this address already, they have to sign in first and connect the identity themselves. Raises
    ``NotAdmittedError``.
    """
    districts = trusting_districts(identity)
    if not districts:
        raise NotAdmittedError(_("Your school does not use this way to sign in."))
    people = _people(districts, identity.email)
    if not people:
        raise NotAdmittedError(_("Your school has not added you yet. Ask your school."))
    if any(person.user_id is not None for person in people):
        raise NotAdmittedError(_connect_first())
    try:
        user = create_account(
            email=identity.email, name=str(people[0]), password=None, by=by, at=at
        )
    except AddressTakenError:
        raise NotAdmittedError(_connect_first()) from None
    for person in people:
        connect_account(person=person, user=user, by=by, at=at)
    audit.record(
        "account.admitted",
        by=by,
        at=at,
        district_id=people[0].district_id,
        subject=user,
        detail={"issuer": identity.issuer},
    )
    return user


def _people(districts: set[uuid.UUID], email: str) -> list[Person]:
    """Return the one person a district knows by the address, locked; two of a kind are nobody.

    A teacher who is also listed as a student of the district would be two: the school has to say
    which one they are.
    """
    found: list[Person] = []
    for model in (StaffMember, Student):
        rows = model.objects.active().filter(district__in=districts, email__iexact=email)
        found += rows.select_for_update().order_by("id")
    by_district = [person.district_id for person in found]
    if len(set(by_district)) < len(by_district):
        raise NotAdmittedError(_("Your school has this address twice. Ask your school."))
    return found


def _connect_first() -> str:
    return _(
        "There is an account for you already. Sign in to it as usual, then connect this one under "
        "“Single sign-on”."
    )
