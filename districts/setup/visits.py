"""Visits by way of a set-up link."""

from django.db.models import QuerySet

from districts.models import StaffInvitation
from districts.signing_in.link_visits import LinkVisits


def _rows() -> QuerySet[StaffInvitation]:
    return StaffInvitation.objects.select_related("staff__user", "district")


VISITS = LinkVisits("setup", _rows)
