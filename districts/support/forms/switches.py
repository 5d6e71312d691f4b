"""The switches of one district, with the approval every change needs."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actions.features import Approval
from districts.grades import CHOICES
from districts.models import BY_SCHOOL, Feature
from districts.switching.effective import EVERYBODY, OFF, Limit
from districts.switching.features import MEANING
from districts.switching.switchboard import Board
from spacesedu.lib.plain_errors import PlainForm

IS_OFF, FOR_ALL, FOR_SOME = "off", "all", "some"
GRADES = "url_sharing_grades"


@dataclass(frozen=True, slots=True)
class Group:
    """One feature's fields: off, on for all or for some; and the list of which, if it has one."""

    feature: Feature
    state: forms.BoundField
    some: forms.BoundField | None


class SwitchesForm(PlainForm):
    """Every feature as it shall be, and by whose approval.

    The schools one may tick are the district's own: another's id is no choice. The day of approval
    may lie in the past, never in the future.
    """

    approved_by = forms.CharField(
        label=gettext_lazy("Who approved it for the district"),
        help_text=gettext_lazy("The lead administrator, by name and office."),
        max_length=200,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    approved_on = forms.DateField(
        label=gettext_lazy("Day of the approval"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy(
            "The district has reviewed the feature against its own policy, and has passed the "
            "advice on to its teachers and students."
        ),
        error_messages={
            "required": gettext_lazy(
                "Tick that the district has reviewed this. Nothing is switched before."
            )
        },
    )

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        board: Board,
        schools: Mapping[uuid.UUID, str],
        today: date,
    ) -> None:
        """Offer each feature as it stands; ``today`` is the district's."""
        super().__init__(data, initial={"approved_on": today})
        self.today = today
        for feature in Feature:
            self._offer(feature, board[feature], schools)

    @property
    def groups(self) -> list[Group]:
        """Return each feature's fields in fixed order, for the page."""
        return [
            Group(feature, self[feature.value], self[some] if some in self.fields else None)
            for feature, some in ((feature, _list_of(feature)) for feature in Feature)
        ]

    @property
    def approval(self) -> Approval:
        """Return the approval as it was typed."""
        given = self.cleaned_data
        return Approval(by=given["approved_by"], reason=given["reason"], on=given["approved_on"])

    @property
    def board(self) -> Board:
        """Return the switches as they shall be."""
        return {feature: self._wanted(feature) for feature in Feature}

    def clean_approved_on(self) -> date:
        """Refuse a day that has not come yet."""
        day: date = self.cleaned_data["approved_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> None:
        """Ask which, where it shall be on for some."""
        super().clean()
        for feature in Feature:
            some = _list_of(feature)
            limited = self.cleaned_data.get(feature.value) == FOR_SOME
            # A list that holds a stranger's id has its error already, and is not cleaned.
            if limited and not self.cleaned_data.get(some, True):
                self.add_error(some, _("Tick one at least, or choose all."))

    def _offer(self, feature: Feature, now: Limit, schools: Mapping[uuid.UUID, str]) -> None:
        limited = now.grades is not None or now.schools is not None
        states = [(IS_OFF, _("Off")), (FOR_ALL, _("On"))]
        if feature in BY_SCHOOL:
            states = [
                (IS_OFF, _("Off")),
                (FOR_ALL, _("On at every school")),
                (FOR_SOME, _("On at some schools")),
            ]
            self._list(feature, _("Which schools"), [(str(key), n) for key, n in schools.items()])
        elif feature is Feature.URL_SHARING:
            states = [
                (IS_OFF, _("Off")),
                (FOR_ALL, _("On for all grades, students without a grade included")),
                (FOR_SOME, _("On for some grades")),
            ]
            self._list(feature, _("Which grades"), CHOICES)
        self.fields[feature.value] = forms.ChoiceField(
            label=feature.label,
            help_text=MEANING[feature],
            choices=states,
            widget=forms.RadioSelect,
            initial=IS_OFF if not now.on else FOR_SOME if limited else FOR_ALL,
        )
        if limited:
            chosen = now.grades if feature is Feature.URL_SHARING else now.schools
            self.fields[_list_of(feature)].initial = [str(value) for value in chosen or ()]

    def _list(
        self, feature: Feature, label: str, choices: Sequence[tuple[str, str | Promise]]
    ) -> None:
        self.fields[_list_of(feature)] = forms.MultipleChoiceField(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )

    def _wanted(self, feature: Feature) -> Limit:
        state = self.cleaned_data[feature.value]
        if state != FOR_SOME:
            return OFF if state == IS_OFF else EVERYBODY
        chosen = frozenset(self.cleaned_data[_list_of(feature)])
        if feature is Feature.URL_SHARING:
            return Limit(grades=chosen)
        return Limit(schools=frozenset(uuid.UUID(school) for school in chosen))


def _list_of(feature: Feature) -> str:
    return GRADES if feature is Feature.URL_SHARING else f"{feature.value}_schools"
