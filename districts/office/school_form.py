"""The form that names a school."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from districts.models import School
from spacesedu.lib.name_field import NameField
from spacesedu.lib.plain_errors import PlainForm


class SchoolNameForm(PlainForm):
    """One line; left empty, the school is called by its code again."""

    name = NameField(
        label=gettext_lazy("Name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "autofocus": True}),
        help_text=gettext_lazy("Leave it empty to show the code."),
    )

    def __init__(self, data: QueryDict | None, *, school: School) -> None:
        """Begin with the name it has."""
        super().__init__(data, initial={"name": school.name})
