"""The form of a connection: its name, and of which schools it speaks."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actions.connections import Service, Shape
from districts.models import School, SisConnection
from districts.schools_field import SchoolsField, ticks
from districts.sis.source import NAME
from spacesedu.lib.plain_errors import PlainForm

type Sent = QueryDict | None

PLAIN = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}


class ConnectionForm(PlainForm):
    """Name and scope."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=64,
        widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy(
            "What your office calls this source, like “myeducation” or “maple-office”. Without "
            "spaces."
        ),
    )
    scope = SchoolsField()

    def __init__(
        self,
        data: Sent = None,
        *,
        schools: Iterable[School],
        whole_district: bool,
        connection: SisConnection | None = None,
    ) -> None:
        """Begin with what the connection has."""
        super().__init__(data, initial=_initial(connection))
        scope = self.fields["scope"]
        assert isinstance(scope, SchoolsField)
        scope.offer(schools, district=whole_district)
        scope.help_text = _(
            "Whoever is missing in a package counts as gone only within this scope. Rows about "
            "other schools are left out."
        )

    def clean_name(self) -> str:
        """Take what commands and folders can be called, too."""
        name = str(self.cleaned_data["name"])
        if not NAME.match(name):
            raise forms.ValidationError(_("Only letters, digits, - and _, without spaces."))
        return name

    @property
    def shape(self) -> Shape:
        """Return name and scope."""
        return Shape(name=self.cleaned_data["name"], schools=self.cleaned_data["scope"])

    @property
    def service(self) -> Service | None:
        """Return how the service is asked; nothing is asked here."""
        return None


def _initial(connection: SisConnection | None) -> dict[str, object]:
    if connection is None:
        return {}
    scope = [one.school_id for one in connection.scope.all()]
    return {"name": connection.name, "scope": ticks(scope)}
