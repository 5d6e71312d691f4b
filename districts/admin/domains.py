"""Verified domains: which provider may vouch for which addresses."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from districts.actor import Actor
from districts.admin.reading import ReadMostly, moment
from districts.models import VerifiedDomain
from districts.support.oversight import domains_for


class DomainAdmin(ReadMostly):
    """Every domain that is or was trusted."""

    segment = "domains"
    title = gettext_lazy("Verified domains")
    about = gettext_lazy("Which identity provider may vouch for which e-mail domain, and where.")
    icon = "globe-lock"

    list_display = ("domain", "issuer", "district", "approved_by", "verified", "ended")
    search_fields = ("domain", "issuer", "district__name", "district__slug")
    ordering = ("domain", "-verified_at", "-id")

    def rows(self, actor: Actor) -> QuerySet[VerifiedDomain]:
        """Return every domain."""
        return domains_for(actor)

    @admin.display(description=gettext_lazy("Verified (UTC)"), ordering="verified_at")
    def verified(self, row: VerifiedDomain) -> str:
        """Say since when it counts."""
        return moment(row.verified_at)

    @admin.display(description=gettext_lazy("Ended (UTC)"), ordering="ended_at")
    def ended(self, row: VerifiedDomain) -> str:
        """Say until when it did."""
        return moment(row.ended_at)
