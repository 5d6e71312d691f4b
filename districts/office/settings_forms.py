"""The forms of a district's settings, one a page."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actions.settings import Brand, Leavers, Names, TimeAndLanguages
from districts.models import District
from districts.models.district import LONGEST_GRACE
from districts.office.accents import HUES, OWN, accent_called
from districts.office.logo import LogoRefusedError, Picture, remade
from districts.office.zones import zone_called
from districts.public_name import PublicNames, public_name
from spacesedu.lib.name_field import NameField
from spacesedu.lib.plain_errors import PlainForm

type Sent = QueryDict | None
type Files = MultiValueDict[str, UploadedFile[bytes]] | None

# What stands for no hue of one's own.
PRODUCTS = "own"


class LogoField(forms.FileField):
    """Cleans to the picture made anew; says what is wrong while another can be chosen."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})

    def to_python(self, data: "UploadedFile[bytes] | None") -> Picture | None:  # type: ignore[override]
        """Return the picture, or nothing where no file was chosen."""
        file = super().to_python(data)
        if file is None:
            return None
        try:
            return remade(file, file.size)
        except LogoRefusedError as refused:
            raise forms.ValidationError(str(refused)) from refused


class BrandForm(PlainForm):
    """Name, colour and logo."""

    name = NameField(label=gettext_lazy("Name"), max_length=200)
    accent_hue = forms.TypedChoiceField(
        label=gettext_lazy("Colour"),
        coerce=lambda value: None if value == PRODUCTS else int(value),
        widget=forms.RadioSelect(attrs={"class": "swatch"}),
        help_text=gettext_lazy(
            "This page takes on the colour you choose, so you see it before you save. Every one "
            "of them can be read in light and in dark."
        ),
    )
    logo = LogoField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy(
            "PNG, JPEG or WebP, 2 MB at most. It is shown on white, on every page and on your "
            "sign-in page; never on what visitors see of a student."
        ),
    )
    remove_logo = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)

    def __init__(self, data: Sent = None, files: Files = None, *, district: District) -> None:
        """Begin with what the district has; only a logo that is there can be removed."""
        initial = {"name": district.name, "accent_hue": _value(district.accent_hue)}
        super().__init__(data, files, initial=initial)
        choices = {PRODUCTS: OWN, **{str(hue): name for hue, name in HUES.items()}}
        choices.setdefault(_value(district.accent_hue), accent_called(district.accent_hue))
        self.fields["accent_hue"].choices = list(choices.items())  # type: ignore[attr-defined]
        if not district.logo:
            del self.fields["remove_logo"]

    @property
    def picture(self) -> Picture | None:
        """Return the new logo; none if there is none."""
        picture: Picture | None = self.cleaned_data["logo"]
        return picture

    def brand(self, stored: str | None) -> Brand:
        """Return what was chosen; ``stored`` is the name in storage of a new logo."""
        removed = self.cleaned_data.get("remove_logo") and stored is None
        return Brand(
            name=self.cleaned_data["name"],
            accent_hue=self.cleaned_data["accent_hue"],
            logo="" if removed else stored,
        )


class TimeForm(PlainForm):
    """Time zone and languages."""

    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=64,
        widget=forms.TextInput(
            attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}
        ),
        help_text=gettext_lazy(
            "Type a city, like Vancouver. Days begin and links end by its clock; share links "
            "that exist already keep their end."
        ),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages people can choose from"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Main language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "What e-mails, your sign-in page and shared portfolios speak where nobody has chosen."
        ),
    )

    def __init__(self, data: Sent = None, files: Files = None, *, district: District) -> None:
        """Begin with what the district has."""
        initial = {
            "time_zone": district.time_zone,
            "languages": district.languages,
            "language": district.language,
        }
        super().__init__(data, files, initial=initial)

    def clean_time_zone(self) -> str:
        """Return the zone that is meant."""
        zone = zone_called(self.cleaned_data["time_zone"])
        if not zone:
            raise forms.ValidationError(_("Choose a time zone from the list."))
        return zone

    def clean(self) -> None:
        """The main language is one of those offered."""
        language, offered = (self.cleaned_data.get(name) for name in ("language", "languages"))
        if language and offered and language not in offered:
            self.add_error("language", _("Tick this language above, or choose another one."))

    def wanted(self) -> TimeAndLanguages:
        """Return what was chosen; languages in the product's order, however they were ticked."""
        return TimeAndLanguages(
            time_zone=self.cleaned_data["time_zone"],
            language=self.cleaned_data["language"],
            languages=[
                code for code, _name in settings.LANGUAGES if code in self.cleaned_data["languages"]
            ],
        )


class NamesForm(PlainForm):
    """By which name visitors get to know students."""

    public_names = forms.ChoiceField(
        label=gettext_lazy("What visitors read"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("It counts for every shared portfolio, from this moment on."),
    )

    def __init__(self, data: Sent = None, files: Files = None, *, district: District) -> None:
        """Show each rule with the name it makes."""
        super().__init__(data, files, initial={"public_names": district.public_names})
        self.fields["public_names"].choices = [  # type: ignore[attr-defined]
            (rule.value, format_lazy("{rule}: “{name}”", rule=rule.label, name=example(rule)))
            for rule in PublicNames
        ]

    def wanted(self) -> Names:
        """Return what was chosen."""
        return Names(public_names=PublicNames(self.cleaned_data["public_names"]))


class LeaversForm(PlainForm):
    """How long links outlive a departure."""

    leaver_grace_days = forms.IntegerField(
        label=gettext_lazy("Days that links stay open after a student has left"),
        min_value=0,
        max_value=LONGEST_GRACE,
        help_text=gettext_lazy(
            "From 0 to 60, counted from the import in which a student is missing. With 0 the "
            "links close at once, as they do when an administrator deactivates a student."
        ),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), gettext_lazy("Type a number from 0 to 60.")
        ),
    )

    def __init__(self, data: Sent = None, files: Files = None, *, district: District) -> None:
        """Begin with what the district has."""
        super().__init__(data, files, initial={"leaver_grace_days": district.leaver_grace_days})

    def wanted(self) -> Leavers:
        """Return what was chosen."""
        return Leavers(leaver_grace_days=self.cleaned_data["leaver_grace_days"])


def example(rule: PublicNames) -> str:
    """Return what a visitor would read of somebody called Maya Okafor."""
    return public_name(given="Maya", family="Okafor", chosen="", policy=rule)


def _value(hue: int | None) -> str:
    return PRODUCTS if hue is None else str(hue)
