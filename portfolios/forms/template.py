"""Add Template."""

import uuid
from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.grades import CHOICES
from districts.models import School
from portfolios.actions import TemplateDraft
from portfolios.models import MAX_SECTIONS, PortfolioTemplate, TeacherAccess
from spacesedu.lib.plain_errors import PlainForm

LONGEST_NAME = 120


class TemplateForm(PlainForm):
    """What a template says; the sections are given once, one a line."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    schools = forms.TypedMultipleChoiceField(
        label=gettext_lazy("School(s) or District"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick none for the whole district."),
    )
    grades = forms.MultipleChoiceField(
        label=gettext_lazy("Grades"),
        choices=CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick none for every grade."),
    )
    teacher_access = forms.ChoiceField(
        label=gettext_lazy("Teacher Access"),
        choices=TeacherAccess,
        initial=TeacherAccess.CLASSES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "With “All students at the school”, every teacher of a school can read and edit the "
            "portfolios of all its students."
        ),
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Shown full screen when a student opens the portfolio first."),
    )
    sections = forms.CharField(
        label=gettext_lazy("Sections"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("One a line, in order, at most 20."),
    )
    student_url_sharing = forms.BooleanField(
        label=gettext_lazy("Student URL Sharing"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        schools: Iterable[School],
        template: PortfolioTemplate | None = None,
    ) -> None:
        """Offer the schools; begin with ``template`` when one is edited."""
        super().__init__(data, initial=_initial(template) if template else None)
        choices = [(str(school.pk), str(school)) for school in schools]
        self.fields["schools"].choices = choices  # type: ignore[attr-defined]
        if template is not None:
            del self.fields["sections"]

    def clean_sections(self) -> list[str]:
        """Return the names, one a line; each once."""
        lines = [line.strip() for line in self.cleaned_data["sections"].splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        if len(names) > MAX_SECTIONS:
            raise forms.ValidationError(
                _("A template can have %(most)d sections; these are %(count)d."),
                params={"most": MAX_SECTIONS, "count": len(names)},
            )
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(
                _("A section's name can have %(most)d characters."), params={"most": LONGEST_NAME}
            )
        return names

    def draft(self) -> TemplateDraft:
        """Return what was chosen."""
        cleaned = self.cleaned_data
        return TemplateDraft(
            name=cleaned["name"],
            description=cleaned["description"],
            school_ids=cleaned["schools"],
            grades=cleaned["grades"],
            teacher_access=cleaned["teacher_access"],
            student_url_sharing=cleaned["student_url_sharing"],
        )


def _initial(template: PortfolioTemplate) -> dict[str, object]:
    return {
        "name": template.name,
        "schools": [str(row.school_id) for row in template.school_rows.all()],
        "grades": template.grades,
        "teacher_access": template.teacher_access,
        "description": template.description,
        "student_url_sharing": template.student_url_sharing,
    }
