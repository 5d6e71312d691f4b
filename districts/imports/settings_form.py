"""The settings of imports as a form, and one for quiet days."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actions.import_settings import Wishes
from districts.activity.filters import Day
from districts.models import District, ImportSettings
from districts.sis.brakes import Thresholds
from spacesedu.lib.plain_errors import PlainForm

type Sent = QueryDict | None

_PERCENT = dict.fromkeys(
    ("invalid", "min_value", "max_value"), gettext_lazy("Type a number from 1 to 100.")
)
_ROWS = dict.fromkeys(
    ("invalid", "min_value", "max_value"), gettext_lazy("Type a number from 0 to 1000.")
)
_HOUR = {"invalid": gettext_lazy("Type a time, like 22:00.")}


class Hour(forms.TimeInput):
    """A time, by the browser's own control."""

    input_type = "time"

    def __init__(self) -> None:
        """Show hours and minutes, whatever the reader's language."""
        super().__init__(format="%H:%M")


class ImportSettingsForm(PlainForm):
    """What is created and removed by itself, how much is too much, and when packages are taken."""

    auto_create = forms.BooleanField(
        label=gettext_lazy("Automatically create School-Family associations"),
        required=False,
        help_text=gettext_lazy(
            "Adults in the family file are invited by e-mail, one message for each. The first "
            "import after you turn this on waits, and tells you how many people it would invite."
        ),
    )
    auto_remove = forms.BooleanField(
        label=gettext_lazy("Automatically remove School-Family associations"),
        required=False,
        help_text=gettext_lazy(
            "Adults who are no longer in the family file lose access with that import. Without "
            "it they are only marked. Whoever was added by an administrator stays."
        ),
    )
    removed_percent = forms.IntegerField(
        label=gettext_lazy("Ask first when a school would lose more than this many percent"),
        min_value=1,
        max_value=100,
        error_messages=_PERCENT,
        help_text=gettext_lazy(
            "If a school would lose more of its people, classes or families at once, these "
            "removals wait for your answer; all else goes on. Usually 10."
        ),
    )
    removed_rows = forms.IntegerField(
        label=gettext_lazy("and more than this many rows"),
        min_value=0,
        max_value=1000,
        error_messages=_ROWS,
        help_text=gettext_lazy("In a small school a few are many percent. Usually 5."),
    )
    changed_percent = forms.IntegerField(
        label=gettext_lazy("Ask first when more than this many percent of everything would change"),
        min_value=1,
        max_value=100,
        error_messages=_PERCENT,
        help_text=gettext_lazy("If more would change, the whole import waits. Usually 75."),
    )
    window_from = forms.TimeField(
        label=gettext_lazy("Take packages from"),
        required=False,
        widget=Hour,
        error_messages=_HOUR,
    )
    window_to = forms.TimeField(
        label=gettext_lazy("Until"), required=False, widget=Hour, error_messages=_HOUR
    )

    def __init__(self, data: Sent = None, *, district: District) -> None:
        """Begin with what holds now."""
        row = ImportSettings.objects.filter(district=district).first()
        usual = Thresholds()
        held = row or ImportSettings(
            removed_percent=usual.removed_percent,
            removed_rows=usual.removed_rows,
            changed_percent=usual.changed_percent,
        )
        initial = {
            "auto_create": district.auto_create_associations,
            "auto_remove": district.auto_remove_associations,
            **{
                name: getattr(held, name)
                for name in ("removed_percent", "removed_rows", "changed_percent")
            },
            "window_from": held.window_from,
            "window_to": held.window_to,
        }
        super().__init__(data, initial=initial)

    def clean(self) -> None:
        """Hours have two ends that differ, or there are none."""
        if self.errors.keys() & {"window_from", "window_to"}:
            return
        start, end = self.cleaned_data["window_from"], self.cleaned_data["window_to"]
        if (start is None) is not (end is None):
            self.add_error(
                "window_to" if end is None else "window_from",
                _("Type both times, or leave both empty."),
            )
        elif start is not None and start == end:
            self.add_error("window_to", _("Choose another time than the first one."))

    def wishes(self) -> Wishes:
        """Return what was chosen."""
        said = self.cleaned_data
        return Wishes(
            removed_percent=said["removed_percent"],
            removed_rows=said["removed_rows"],
            changed_percent=said["changed_percent"],
            window_from=said["window_from"],
            window_to=said["window_to"],
            auto_create_associations=said["auto_create"],
            auto_remove_associations=said["auto_remove"],
        )


class QuietDaysForm(PlainForm):
    """Days on which imports remove nothing and send no mail."""

    first_day = forms.DateField(label=gettext_lazy("First day"), widget=Day)
    last_day = forms.DateField(label=gettext_lazy("Last day"), widget=Day)
    note = forms.CharField(
        label=gettext_lazy("Occasion"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Sent = None, *, today: date) -> None:
        """Remember what day it is: quiet days that are over would do nothing."""
        super().__init__(data)
        self.today = today

    def clean(self) -> None:
        """They end when they begin, or later, and are not over."""
        first, last = (self.cleaned_data.get(name) for name in ("first_day", "last_day"))
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif last and last < self.today:
            self.add_error("last_day", _("These days are over."))
