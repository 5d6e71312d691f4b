"""A text field with light formatting: Markdown, buttons that write it, and how it will look."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portfolios import text
from spacesedu.lib.numbers import grouped


class EditorInput(forms.Textarea):
    """A text area below its tools, which show themselves where there is a script to run them."""

    template_name = "components/editor.html"


class LinesField(forms.CharField):
    """Text of several lines, each end of one a single character, as it is kept and counted.

    Browsers send two for each; and a limit that they know of cuts off what is pasted, without a
    word, so ``most`` characters is said by the server alone.
    """

    default_error_messages = {
        "too_long": _("At most %(most)s characters; these are %(length)s."),
    }

    def __init__(self, *, most: int, **options: Any) -> None:  # noqa: ANN401 -- Django's own options
        """Keep the limit."""
        super().__init__(**options)
        self.most = most

    def to_python(self, value: Any) -> str:  # noqa: ANN401 -- whatever was sent
        """Return the text as it is kept."""
        return text.clean(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Say how much has to go."""
        super().validate(value)
        if len(value) > self.most:
            counted = {"most": grouped(self.most), "length": grouped(len(value))}
            raise ValidationError(self.error_messages["too_long"], "too_long", counted)
