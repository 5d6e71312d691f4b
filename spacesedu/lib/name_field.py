"""The form field for what people are called, and schools and districts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from spacesedu.lib.names import is_plain_name, tidy_name


def plain_name(text: str) -> None:
    """Refuse a name with signs that cannot be seen."""
    if not is_plain_name(text):
        raise ValidationError(_("This name holds signs that cannot be seen. Type it anew."))


class NameField(forms.CharField):
    """One line: single spaces, none around it, and nothing that plays tricks."""

    default_validators = [plain_name]

    def to_python(self, value: object) -> str:
        """Return the name tidied; a line break is a space."""
        return tidy_name(super().to_python(value) or "")
