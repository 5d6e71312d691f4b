"""The form in which a district takes back a part of what Support allows."""

import uuid
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actions.narrowing import Narrowing
from districts.grades import CHOICES
from districts.models import BY_SCHOOL, Feature
from districts.switching.effective import EVERYBODY, Limit, effective
from districts.switching.features import reach
from spacesedu.lib.plain_errors import PlainForm

AS_ALLOWED, ONLY, OFF = "allowed", "only", "off"


class NarrowingForm(PlainForm):
    """All that is allowed, a part of it, or nothing; the part is ticked off what is allowed."""

    use = forms.ChoiceField(label=gettext_lazy("In your district"), widget=forms.RadioSelect)
    only = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one, or choose Off.")},
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        feature: Feature,
        ceiling: Limit,
        held: Limit,
        schools: Mapping[uuid.UUID, str],
    ) -> None:
        """Offer what ``ceiling`` allows; begin with what is ``held``."""
        super().__init__(data, initial=_initial(ceiling, held))
        self.feature = feature
        whom = {"whom": reach(feature, ceiling, schools)}
        uses = [(AS_ALLOWED, _("As Support allows it: %(whom)s") % whom)]
        if feature is Feature.URL_SHARING:
            uses.append((ONLY, _("For some grades")))
            offered = [pair for pair in CHOICES if _allowed(pair[0], ceiling.grades)]
            self._offer(_("Which grades?"), offered)
            self.fields["only"].widget.attrs["class"] = "grade"
            self.fields["only"].help_text = _("A student without a grade is left out then.")
        elif feature in BY_SCHOOL:
            uses.append((ONLY, _("At some schools")))
            allowed = [key for key in schools if _allowed(key, ceiling.schools)]
            self._offer(_("Which schools?"), [(str(key), schools[key]) for key in allowed])
        else:
            del self.fields["only"]
        uses.append((OFF, _("Off")))
        self.fields["use"].choices = uses  # type: ignore[attr-defined]

    def _offer(self, label: str, choices: Sequence[tuple[str, str | Promise]]) -> None:
        self.fields["only"].label = label
        # Asked for by one of the three uses, and hidden by the stylesheet until that is chosen.
        self.fields["only"].required = not self.is_bound or self.data.get("use") == ONLY
        self.fields["only"].choices = list(choices)  # type: ignore[attr-defined]

    def wanted(self) -> Narrowing:
        """Return what was chosen."""
        use = self.cleaned_data["use"]
        if use != ONLY:
            return Narrowing(off=use == OFF)
        ticked = self.cleaned_data["only"]
        if self.feature is Feature.URL_SHARING:
            return Narrowing(grades=frozenset(ticked))
        return Narrowing(school_ids=frozenset(uuid.UUID(key) for key in ticked))


def _initial(ceiling: Limit, held: Limit) -> dict[str, object]:
    if not held.on:
        return {"use": OFF, "only": []}
    if held == EVERYBODY:
        return {"use": AS_ALLOWED, "only": []}
    left = effective(ceiling, held)
    return {"use": ONLY, "only": [*(left.grades or ()), *map(str, left.schools or ())]}


def _allowed[T](one: T, among: AbstractSet[T] | None) -> bool:
    return among is None or one in among
