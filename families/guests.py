"""Whose account an invitation is for."""

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from districts.models import Student, User
from families.models import Bar, FamilyContact


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


def barred_from(user: User) -> QuerySet[Student]:
    """Return the students somebody must not be linked to, whichever of their addresses is asked."""
    own = EmailAddress.objects.filter(user=user, verified=True).values("email")
    theirs = FamilyContact.objects.filter(Q(user=user) | Q(email_key__in=own))
    bars = Bar.objects.filter(contact__in=theirs, lifted_at=None)
    return Student.objects.filter(pk__in=bars.values("student"))
