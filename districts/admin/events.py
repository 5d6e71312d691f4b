"""The audit log of the installation, of switches, domains and grants."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actor import Actor
from districts.admin.reading import ReadMostly, moment
from districts.models import AuditEvent
from districts.support.oversight import events_for


class EventAdmin(ReadMostly):
    """What was done, as it is recorded: ids and roles, no names of people."""

    segment = "events"
    title = gettext_lazy("Audit log")
    about = gettext_lazy("What was done to the installation and to switches, domains and grants.")
    icon = "history"

    list_display = ("when", "verb", "district", "who", "subject", "what")
    search_fields = ("=verb", "=subject_id", "=actor_label")
    ordering = ("-id",)

    def rows(self, actor: Actor) -> QuerySet[AuditEvent]:
        """Return what is Support's to read."""
        return events_for(actor)

    @admin.display(description=gettext_lazy("When (UTC)"), ordering="id")
    def when(self, event: AuditEvent) -> str:
        """Say when."""
        return moment(event.at)

    @admin.display(description=gettext_lazy("District"))
    def district(self, event: AuditEvent) -> str:
        """Name the district, if it is about one."""
        return event.district_name or _("The installation")  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("Who"))
    def who(self, event: AuditEvent) -> str:
        """Give the key of the role, or the operator's name; never a person's of a district."""
        return f"{event.actor_label} {event.actor_user_id or ''}".strip()

    @admin.display(description=gettext_lazy("Record"))
    def subject(self, event: AuditEvent) -> str:
        """Give kind and id."""
        return f"{event.subject_type.partition('.')[2]} {event.subject_id}"

    @admin.display(description=gettext_lazy("What exactly"))
    def what(self, event: AuditEvent) -> str:
        """Give what was noted besides."""
        noted = {key: value for key, value in event.detail.items() if value is not None}
        return "; ".join(f"{key}: {value}" for key, value in noted.items())
