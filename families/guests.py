"""Who stands at the door of an invitation: what they have to do to accept it."""

from enum import StrEnum

from allauth.account.models import EmailAddress

from districts.models import User
from families.models import FamilyContact


class Guest(StrEnum):
    """Who opens an invitation, as far as it matters for accepting it."""

    NEW = "new"
    """Nobody is signed in and the address has no account: one can be created."""
    KNOWN = "known"
    """The address has an account: sign in first."""
    MEMBER = "member"
    """Signed in with the account it is for."""
    OTHER = "other"
    """Signed in as somebody else."""


def guest(contact: FamilyContact, user: User | None) -> Guest:
    """Return who ``user`` is to an invitation for ``contact``."""
    if user is not None:
        return Guest.MEMBER if belongs_to(contact, user) else Guest.OTHER
    return Guest.NEW if account_of(contact) is None else Guest.KNOWN


def belongs_to(contact: FamilyContact, user: User) -> bool:
    """Tell whether ``user`` is whom an invitation for ``contact`` is for."""
    owner = account_of(contact)
    return owner is not None and owner.pk == user.pk


def account_of(contact: FamilyContact) -> User | None:
    """Return the account that accepted for ``contact`` before, else the address's owner."""
    return contact.user or owner_of(contact.email_key)


def owner_of(email_key: str) -> User | None:
    """Return the account that has verified the address."""
    # allauth keeps addresses in lower case, which is what case-folding makes of ASCII.
    address = (
        EmailAddress.objects.filter(verified=True, email=email_key)
        .select_related("user")
        .order_by("pk")
        .first()
    )
    return address.user if address else None
