"""Grants: which districts let Support read, until when and why."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actor import Actor
from districts.admin.reading import ReadMostly, moment, status
from districts.models import SupportGrant
from districts.support.oversight import grants_for
from spacesedu.lib import clock


class GrantAdmin(ReadMostly):
    """Every grant; districts give and end them, Support only reads that they did."""

    segment = "grants"
    title = gettext_lazy("Support grants")
    about = gettext_lazy("Which districts let Support read, until when and why.")
    icon = "eye"

    list_display = ("district", "state", "reason", "given", "until")
    search_fields = ("district__name", "district__slug", "reason")
    ordering = ("-given_at", "-id")

    def rows(self, actor: Actor) -> QuerySet[SupportGrant]:
        """Return every grant."""
        return grants_for(actor)

    @admin.display(description=gettext_lazy("Given (UTC)"), ordering="given_at")
    def given(self, grant: SupportGrant) -> str:
        """Say when it began."""
        return moment(grant.given_at)

    @admin.display(description=gettext_lazy("Until (UTC)"), ordering="ends_at")
    def until(self, grant: SupportGrant) -> str:
        """Say when it ends, or was ended."""
        return moment(grant.ended_at or grant.ends_at)

    @admin.display(description=gettext_lazy("State"))
    def state(self, grant: SupportGrant) -> SafeString:
        """Say whether it holds now."""
        if grant.ended_at is None and grant.ends_at > clock.now():
            return status(_("Open"), "note", "eye")
        return status(_("Ended"), "", "minus")
