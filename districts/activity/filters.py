"""What the reader of the Activity page asks for, from its address to a condition on events."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext

from districts.activity.finding import accounts_named
from districts.activity.people import ALIKE, ROLES
from districts.activity.words import Group, verbs_of
from districts.actor import Actor, Role
from districts.models import AuditEvent, District
from spacesedu.lib.plain_errors import PlainForm


class Day(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:  # noqa: ANN401 -- Django's signature
        """Return the day as the calendar wants it, whatever the reader's language."""
        return value.isoformat() if isinstance(value, date) else value


class ActivityFilter(PlainForm):
    """Every field may be left out; what makes no sense narrows nothing and is said at the field."""

    person = forms.CharField(
        label=_("Person"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"placeholder": _("Name or e-mail"), "autocomplete": "off"}),
    )
    group = forms.ChoiceField(
        label=_("What"), required=False, choices=[("", _("Everything")), *Group.choices]
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Everybody")), *ROLES.items()]
    )
    since = forms.DateField(label=pgettext("day", "From"), required=False, widget=Day)
    until = forms.DateField(label=pgettext("day", "To"), required=False, widget=Day)
    by = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    about = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def asked(self) -> dict[str, Any]:
        """Return what was asked for and makes sense, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def district_for(actor: Actor) -> District:
    """Return the district whose log it is."""
    return District.objects.visible_to(actor).filter(id=actor.here)[0]


def events_for(actor: Actor) -> QuerySet[AuditEvent]:
    """Return everything the actor may read of what was done."""
    return AuditEvent.objects.visible_to(actor)


def wanted(actor: Actor, asked: dict[str, Any], zone: ZoneInfo) -> QuerySet[AuditEvent]:
    """Return the events that were asked for; the days are those of the district's clocks."""
    events = events_for(actor)
    if "person" in asked:
        # Support is one to a district: nobody of theirs is told apart by a name.
        events = events.exclude(actor_role__in=ALIKE[Role.SUPPORT])
        events = events.filter(actor_user_id__in=accounts_named(actor, asked["person"]))
    if "by" in asked:
        events = events.filter(actor_user_id=asked["by"])
    if "group" in asked:
        events = events.filter(verb__in=verbs_of(Group(asked["group"])))
    if "role" in asked:
        events = events.filter(actor_role__in=ALIKE.get(asked["role"], (asked["role"],)))
    if "since" in asked:
        events = events.filter(at__gte=datetime.combine(asked["since"], time.min, zone))
    if "until" in asked:
        # Through the end of the day: "To" is read as a day that counts.
        events = events.filter(at__lte=datetime.combine(asked["until"], time.max, zone))
    if "about" in asked:
        events = events.filter(subject_id=asked["about"])
    return events
