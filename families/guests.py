"""Whose account an invitation is for."""

from allauth.account.models import EmailAddress

from districts.models import User
from families.models import FamilyContact


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
