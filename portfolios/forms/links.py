"""Links to other sites that stand in a post: an address and what it is called, in rows."""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portfolios.actions import LinkWords
from portfolios.reading.exhibits import host
from spacesedu.lib.plain_errors import PlainForm

MOST_LINKS = 10


class WebAddressField(forms.URLField):
    """The address of a web page: ``http`` or ``https``, and nothing that does something else."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {
        "invalid": _("This is not the address of a web page. One looks like https://example.org."),
    }


class LinkRow(NamedTuple):
    """The two fields of a link."""

    url: forms.BoundField
    title: forms.BoundField


class LinksForm(PlainForm):
    """Two fields a link, and always one row more than is filled in."""

    def __init__(self, data: QueryDict | None = None, *, shown: Iterable[LinkWords] = ()) -> None:
        """Make rows for what was sent, else for ``shown``."""
        links = list(shown if data is None else typed_links(data))[:MOST_LINKS]
        super().__init__(data)
        self.count = min(len(links) + 1, MOST_LINKS)
        for number in range(self.count):
            link = links[number] if number < len(links) else LinkWords(url="")
            self.fields[f"link-{number}-url"] = WebAddressField(
                label=_("Web address"),
                required=False,
                max_length=2000,
                assume_scheme="https",
                initial=link.url,
            )
            self.fields[f"link-{number}-title"] = forms.CharField(
                label=_("What is it called?"), required=False, max_length=200, initial=link.title
            )

    def rows(self) -> list[LinkRow]:
        """Return the fields, row by row."""
        return [
            LinkRow(self[f"link-{number}-url"], self[f"link-{number}-title"])
            for number in range(self.count)
        ]

    @property
    def filled_in(self) -> bool:
        """Tell whether there is any link yet, or something wrong with one."""
        return bool(self.errors) or self.count > 1

    def clean(self) -> None:
        """A name without an address leads nowhere."""
        for number in range(self.count):
            url = f"link-{number}-url"
            named = self.cleaned_data.get(f"link-{number}-title")
            if named and url not in self.errors and not self.cleaned_data.get(url):
                self.add_error(url, gettext("Type the address that belongs to this name."))

    def links(self) -> tuple[LinkWords, ...]:
        """Return the links; one without a name is called by its site."""
        found = []
        for number in range(self.count):
            url = self.cleaned_data[f"link-{number}-url"]
            title = self.cleaned_data[f"link-{number}-title"]
            if url:
                found.append(LinkWords(url=url, title=title or host(url)))
        return tuple(found)


def typed_links(sent: QueryDict) -> list[LinkWords]:
    """Return the rows of a form that was sent or kept, as typed, without the empty ones."""
    rows = [
        LinkWords(sent.get(f"link-{number}-url", ""), sent.get(f"link-{number}-title", ""))
        for number in range(MOST_LINKS)
    ]
    return [row for row in rows if row.url or row.title]
