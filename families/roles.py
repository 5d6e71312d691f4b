"""Family is a role of everybody whose account has accepted an invitation that still stands."""

from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.models import User
from families.models import SchoolAssociation

KEY = Role.FAMILY.value


def family(user: User) -> list[Actor]:
    """Return one actor for all linked students, over every district."""
    linked = SchoolAssociation.objects.active().filter(contact__user=user).exists()
    if not linked:
        return []
    return [Actor(key=KEY, role=Role.FAMILY, user_id=user.pk, label=_("Family"))]
