"""The outbox: what waits, what was given up, for which purpose. No addresses."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actor import Actor
from districts.admin.reading import ReadMostly, moment, status
from districts.models import OutboundEmail
from districts.support.oversight import mail_for
from districts.support.purposes import in_words

STATES: dict[str, dict[str, bool | None]] = {
    "waiting": {"sent_at": None, "dead_at": None, "cancelled_at": None},
    "sent": {"sent_at__isnull": False},
    "dead": {"dead_at__isnull": False},
    "cancelled": {"cancelled_at__isnull": False},
}


class StateFilter(admin.SimpleListFilter):
    """How a message ended, or that it waits."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ANN401, ARG002
        """Name the states."""
        labels = {
            "waiting": _("Waits"),
            "sent": _("Sent"),
            "dead": _("Given up"),
            "cancelled": _("Cancelled"),
        }
        return list(labels.items())

    def queryset(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[OutboundEmail],
    ) -> QuerySet[OutboundEmail]:
        """Keep the rows in the state asked for."""
        return queryset.filter(**STATES.get(self.value() or "", {}))


class PurposeFilter(admin.SimpleListFilter):
    """What a message is for."""

    title = gettext_lazy("Purpose")
    parameter_name = "purpose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:  # noqa: ANN401, ARG002
        """Name every purpose there is."""
        return [(purpose, in_words(purpose)) for purpose in settings.OUTBOX_EMAILS]

    def queryset(
        self,
        request: HttpRequest,  # noqa: ARG002
        queryset: QuerySet[OutboundEmail],
    ) -> QuerySet[OutboundEmail]:
        """Keep the rows of the purpose asked for."""
        return queryset.filter(purpose=self.value()) if self.value() else queryset


class MailAdmin(ReadMostly):
    """Every message by purpose and state. To whom it went, Support does not read."""

    segment = "mail"
    title = gettext_lazy("Outgoing mail")
    about = gettext_lazy("What waits, what was sent and what was given up; no addresses.")
    icon = "mail"

    list_display = ("created", "what_for", "district", "state", "attempts")
    list_filter = (StateFilter, PurposeFilter)
    search_fields = ("district__name", "district__slug")
    ordering = ("-created_at", "-id")

    def rows(self, actor: Actor) -> QuerySet[OutboundEmail]:
        """Return the outbox."""
        return mail_for(actor)

    @admin.display(description=gettext_lazy("Created (UTC)"), ordering="created_at")
    def created(self, email: OutboundEmail) -> str:
        """Say when it was queued."""
        return moment(email.created_at)

    @admin.display(description=gettext_lazy("Purpose"), ordering="purpose")
    def what_for(self, email: OutboundEmail) -> str:
        """Say what it was for."""
        return in_words(email.purpose)

    @admin.display(description=gettext_lazy("State"))
    def state(self, email: OutboundEmail) -> SafeString:
        """Say how it ended, or that it waits."""
        if email.sent_at:
            return status(_("Sent"), "good", "check")
        if email.dead_at:
            return status(_("Given up"), "danger", "circle-alert")
        if email.cancelled_at:
            return status(_("Cancelled"), "", "minus")
        return status(_("Waits"), "note", "hourglass")
