"""A new district, and who runs it first."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy

from spacesedu.lib.address_field import AddressField
from spacesedu.lib.name_field import NameField
from spacesedu.lib.plain_errors import PlainForm


def zones() -> list[tuple[str, str]]:
    """Return every time zone a clock knows, by name."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones())]


class DistrictForm(PlainForm):
    """Name, label of the sign-in address, time zone. All else comes later, from its own people."""

    name = NameField(label=gettext_lazy("Name"), max_length=200)
    slug = forms.CharField(
        label=gettext_lazy("Label of its sign-in address"),
        help_text=gettext_lazy("Small letters, digits and hyphens, like gold-trail. It stays."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Its days begin and end by this clock."),
        choices=zones,
        initial="America/Vancouver",
    )


class FirstAdminForm(PlainForm):
    """Who becomes the district's first District Admin, with full rights."""

    name = NameField(label=gettext_lazy("Name"), max_length=200)
    email = AddressField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("They get a link to set up their account. Nobody else can use it."),
    )
