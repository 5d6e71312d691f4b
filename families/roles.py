"""Family is a role of everybody whose account has accepted an invitation that still stands."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.models import User
from families.models import FamilyContact, SchoolAssociation
from spacesedu.lib.compiled import AN_ACCOUNT, CompiledQuery

_LINKED = CompiledQuery(
    lambda account: (
        SchoolAssociation.objects.active().filter(contact__user=account).values_list("pk")[:1]
    ),
    AN_ACCOUNT,
)
KEY = Role.FAMILY.value


def family(user: User) -> list[Actor]:
    """Return one actor for all linked students, over every district."""
    if not _LINKED(user.pk):
        return []
    return [Actor(key=KEY, role=Role.FAMILY, user_id=user.pk, label=_("Family"))]


def accounts(user_ids: Collection[int]) -> set[int]:
    """Return those of the accounts that have ever answered as somebody's family."""
    return set(FamilyContact.objects.filter(user__in=user_ids).values_list("user", flat=True))
