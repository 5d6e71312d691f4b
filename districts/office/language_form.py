"""One language of several."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from spacesedu.lib.plain_errors import PlainForm


class LanguageForm(PlainForm):
    """Offers what it is given; anything else is refused."""

    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None, *, offered: list[tuple[str, str]], spoken: str | None
    ) -> None:
        """Offer code and own name of each language; ``spoken`` is the one of this page."""
        super().__init__(data, initial={"language": spoken})
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered
