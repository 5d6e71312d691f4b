"""A list of the console, cell by cell, so that each can carry its column's name on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.utils import display_for_field, lookup_field
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value under the name of its column; ``url`` where it leads to a page of its own."""

    name: str
    label: str
    value: object
    url: str = ""

    @property
    def blank(self) -> bool:
        """Tell whether it says nothing: a column needs its dash, a sheet leaves it out."""
        return self.value == NOTHING


class Sheet(ChangeList):
    """Django's list. Its own tag draws cells that do not know their column: these do."""

    def heads(self) -> list[dict[str, int | str | None]]:
        """Return the heads as Django's tag draws them: text, sortable, url_primary, ascending."""
        return list(result_headers(self))

    def lines(self) -> Iterator[list[Cell]]:
        """Return the rows of the page."""
        labels = [str(head["text"]) for head in self.heads()]
        for row in self.result_list:
            names = zip(labels, self.list_display, strict=True)
            yield [self._cell(label, str(name), row) for label, name in names]

    def _cell(self, label: str, name: str, row: Model) -> Cell:
        field, _method, value = lookup_field(name, row, self.model_admin)
        if field is not None and not field.is_relation:
            value = display_for_field(value, field, NOTHING)
        linked = name in (self.list_display_links or ())
        return Cell(
            name=name,
            label=label,
            value=NOTHING if value in (None, "") else value,
            url=self.url_for_result(row) if linked else "",
        )
