"""Import runs: their state and counts, never what was in them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actor import Actor
from districts.admin.reading import ReadMostly, moment, status
from districts.admin.sheet import NOTHING
from districts.letter import state_of
from districts.models import ImportRun
from districts.sis.source import DEFAULT
from districts.support.oversight import runs_for
from spacesedu.lib.numbers import grouped


class RunAdmin(ReadMostly):
    """Every run of every district."""

    segment = "imports"
    title = gettext_lazy("Import runs")
    about = gettext_lazy("What arrived from which system, how it stands, and how much it changed.")
    icon = "inbox"

    list_display = ("received", "district", "source", "state", "changes", "mail")
    search_fields = ("district__name", "district__slug", "connection__name")
    ordering = ("-received_at", "-id")

    def rows(self, actor: Actor) -> QuerySet[ImportRun]:
        """Return every run."""
        return runs_for(actor)

    @admin.display(description=gettext_lazy("Arrived (UTC)"), ordering="received_at")
    def received(self, run: ImportRun) -> str:
        """Say when it came."""
        return moment(run.received_at)

    @admin.display(description=gettext_lazy("Connection"), ordering="connection__name")
    def source(self, run: ImportRun) -> str:
        """Name the connection, where the district has given it a name."""
        return NOTHING if run.connection.name == DEFAULT else run.connection.name

    @admin.display(description=gettext_lazy("E-mails"), ordering="emails_queued")
    def mail(self, run: ImportRun) -> int:
        """Count the invitations it queued."""
        return run.emails_queued

    @admin.display(description=gettext_lazy("State"))
    def state(self, run: ImportRun) -> SafeString:
        """Say how it stands."""
        told = state_of(run)
        return status(told.label, told.kind, told.icon)

    @admin.display(description=gettext_lazy("Rows new, changed, ended"))
    def changes(self, run: ImportRun) -> str:
        """Add up the counts of every kind."""
        sums = {
            what: grouped(sum(counts.get(what, 0) for counts in run.counts.values()))
            for what in ("created", "changed", "ended")
        }
        return _("%(created)s · %(changed)s · %(ended)s") % sums
