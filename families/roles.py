"""Family is a role of everybody whose account has accepted an invitation that still stands."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.models import User
from families.models import FamilyContact, SchoolAssociation

KEY = Role.FAMILY.value


def family(user: User) -> list[Actor]:
    """Return one actor for all linked students, over every district."""
    linked = SchoolAssociation.objects.active().filter(contact__user=user).exists()
    if not linked:
        return []
    return [Actor(key=KEY, role=Role.FAMILY, user_id=user.pk, label=_("Family"))]


def accounts(user_ids: Collection[int]) -> set[int]:
    """Return those of the accounts that have ever answered as somebody's family."""
    return set(FamilyContact.objects.filter(user__in=user_ids).values_list("user", flat=True))
