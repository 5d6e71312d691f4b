"""Visits by way of an invitation's link."""

from django.db.models import QuerySet

from districts.signing_in.link_visits import LinkVisits
from families.models import FamilyInvitation


def _rows() -> QuerySet[FamilyInvitation]:
    return FamilyInvitation.objects.select_related("contact__user", "district")


VISITS = LinkVisits("invitation", _rows)
