"""The form that pauses: what, and why."""

import uuid
from collections.abc import Iterable

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actor import Actor
from districts.grades import CHOICES
from portfolios.models import LONGEST_REASON, SharingPause
from sharing.pausing import reads
from spacesedu.lib.plain_errors import PlainForm

type Entries = list[tuple[str, str | Promise]]

DISTRICT = "district"


class PauseForm(PlainForm):
    """One choice among everything that can be paused, so that it is never two things."""

    what = forms.ChoiceField(label=gettext_lazy("Which links?"))
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("For the record. Staff who ask why a link is closed read it."),
    )

    def __init__(self, data: QueryDict | None, *, actor: Actor) -> None:
        """Offer the district, its schools, every grade and the templates."""
        super().__init__(data)
        grades: Entries = [(f"grade:{code}", label) for code, label in CHOICES]
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (DISTRICT, _("All links of the district")),
            (_("One school"), _entries("school", reads.schools(actor))),
            (_("One grade"), grades),
            (_("One Portfolio Template"), _entries("template", reads.templates(actor))),
        ]

    def wanted(self, district_id: uuid.UUID) -> SharingPause:
        """Return the pause that is meant; it is not saved."""
        kind, _colon, key = self.cleaned_data["what"].partition(":")
        column = {"school": "school_id", "grade": "grade", "template": "template_id"}.get(kind)
        value = key if kind == "grade" else key and uuid.UUID(key)
        what = {column: value} if column else {}
        return SharingPause(district_id=district_id, reason=self.cleaned_data["reason"], **what)


def _entries(kind: str, rows: Iterable[Model]) -> Entries:
    return [(f"{kind}:{row.pk}", str(row)) for row in rows]
