"""The audit log of the installation, of switches, domains and grants."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.acting import acting
from districts.activity.details import facts_of
from districts.activity.rows import things_in, what_of
from districts.activity.words import Things, kinds, verbs
from districts.actor import Actor
from districts.admin.reading import ReadMostly, moment
from districts.admin.sheet import Sheet
from districts.models import AuditEvent
from districts.support.oversight import events_for


class EventSheet(Sheet):
    """The list with the names of what its events are about: one query for each kind of thing."""

    def get_results(self, request: HttpRequest) -> None:
        """Look the names up for the whole page."""
        super().get_results(request)
        events = list(self.result_list)
        things = things_in(acting(request), events)
        for event in events:
            event.things = things
        self.result_list = events


class EventAdmin(ReadMostly):
    """What was done, in the words of the Activity page; no names of people."""

    segment = "events"
    title = gettext_lazy("Audit log")
    about = gettext_lazy("What was done to the installation and to switches, domains and grants.")
    icon = "history"

    list_display = ("when", "district", "done", "who", "what", "record")
    search_fields = ("district_name", "=verb", "=subject_id", "=actor_label")
    ordering = ("-id",)

    def rows(self, actor: Actor) -> QuerySet[AuditEvent]:
        """Return what is Support's to read."""
        return events_for(actor)

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[Sheet]:  # noqa: ARG002
        """Draw it with names."""
        return EventSheet

    @admin.display(description=gettext_lazy("When (UTC)"), ordering="id")
    def when(self, event: AuditEvent) -> str:
        """Say when."""
        return moment(event.at)

    @admin.display(description=gettext_lazy("District"))
    def district(self, event: AuditEvent) -> str:
        """Name the district, if it is about one."""
        return event.district_name or _("The installation")  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("Action"))
    def done(self, event: AuditEvent) -> str:
        """Say what was done."""
        verb = verbs().get(event.verb)
        sentence = str(verb.sentence) if verb else event.verb
        return capfirst(sentence.replace("%(what)s", what_of(event, _things(event))))

    @admin.display(description=gettext_lazy("Who"))
    def who(self, event: AuditEvent) -> str:
        """Give the key of the role, or the operator's name; never a person's of a district."""
        return f"{event.actor_label} {event.actor_user_id or ''}".strip()

    @admin.display(description=gettext_lazy("What exactly"))
    def what(self, event: AuditEvent) -> str:
        """Give what was noted besides."""
        return "; ".join(f"{label}: {text}" for label, text in facts_of(event, _things(event)))

    @admin.display(description=gettext_lazy("Record"))
    def record(self, event: AuditEvent) -> str:
        """Give kind and id, for who looks it up elsewhere."""
        kind = kinds().get(event.subject_type)
        noun = kind.noun if kind else event.subject_type.partition(".")[2]
        return f"{capfirst(str(noun))} {event.subject_id}"


def _things(event: AuditEvent) -> Things:
    """Return the names that the list looked up for its page."""
    found: Things = event.things  # type: ignore[attr-defined]  # see EventSheet
    return found
