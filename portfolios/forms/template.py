"""Add Template, and what of it can be changed later."""

from collections.abc import Iterable

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.grades import CHOICES
from districts.models import School
from districts.schools_field import SchoolsField, ticks
from portfolios.actions import TemplateDraft
from portfolios.actions.template_draft import said_by
from portfolios.forms.editor import EditorInput
from portfolios.forms.files import FilesField
from portfolios.models import MAX_SECTIONS, FamilyView, PortfolioTemplate, TeacherAccess
from portfolios.shaping.review import ACCESS_WARNING
from spacesedu.lib.plain_errors import PlainForm

LONGEST_NAME = 120


class TeacherAccessField(forms.ChoiceField):
    """A choice with a warning, which shows beside the wider of the two."""

    warning = ACCESS_WARNING


class TemplateForm(PlainForm):
    """What a template says. What was typed survives every error."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        help_text=gettext_lazy("The title everybody sees."),
        error_messages={"required": gettext_lazy("Give the portfolio a name.")},
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=20_000,
        widget=EditorInput(attrs={"rows": 6}),
        help_text=gettext_lazy("Shown full screen when a student opens the portfolio first."),
    )
    audience = SchoolsField()
    grades = forms.MultipleChoiceField(
        label=gettext_lazy("Grades"),
        choices=CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "pills"}),
        help_text=gettext_lazy("Tick none for every grade."),
    )
    teacher_access = TeacherAccessField(  # type: ignore[call-arg] # the stubs lack template_name
        label=gettext_lazy("Teacher Access"),
        choices=TeacherAccess,
        initial=TeacherAccess.CLASSES,
        widget=forms.RadioSelect,
        template_name="portfolios/_teacher_access_field.html",
    )
    student_url_sharing = forms.BooleanField(
        label=gettext_lazy("Student URL Sharing"),
        required=False,
        help_text=gettext_lazy(
            "Students and their teachers can make a link to a portfolio. Whoever has it can read "
            "along without an account, while your district allows it."
        ),
    )
    family_view = forms.ChoiceField(
        label=gettext_lazy("Visible to families"),
        choices=FamilyView,
        initial=FamilyView.WITH_SHARING,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Only to families who are connected with the student."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        schools: Iterable[School],
        template: PortfolioTemplate | None = None,
    ) -> None:
        """Offer the schools; begin with ``template`` when one is edited."""
        super().__init__(data, files, initial=_initial(said_by(template)) if template else None)
        audience = self.fields["audience"]
        assert isinstance(audience, SchoolsField)
        audience.offer(schools)

    def draft(self) -> TemplateDraft:
        """Return what was chosen."""
        cleaned = self.cleaned_data
        return TemplateDraft(
            name=cleaned["name"],
            description=cleaned["description"],
            school_ids=cleaned["audience"],
            grades=cleaned["grades"],
            teacher_access=cleaned["teacher_access"],
            student_url_sharing=cleaned["student_url_sharing"],
            family_view=cleaned["family_view"],
        )

    def differing(self, template: PortfolioTemplate) -> list[str]:
        """Return the labels of the fields in which the template now says something else."""
        now = said_by(template)
        there = {name: _plain(value) for name, value in _initial(now).items()}
        here = {name: _plain(self[name].value()) for name in there}
        return [str(self[name].label) for name in there if here[name] != there[name]]


class NewTemplateForm(TemplateForm):
    """Everything at once: the sections one a line, and the attachments of the description."""

    uploads = FilesField(
        label=gettext_lazy("Attachments"),
        required=False,
        help_text=gettext_lazy(
            "Shown below the description: photos, videos, recordings, PDFs and office files."
        ),
    )
    sections = forms.CharField(
        label=gettext_lazy("Sections"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("One a line, in order, at most 20. You can change them later."),
    )
    field_order = ("name", "description", "uploads", "sections")

    def clean_sections(self) -> list[str]:
        """Return the names, one a line; each once."""
        lines = [line.strip() for line in self.cleaned_data["sections"].splitlines()]
        once = {line.casefold(): line for line in reversed(lines) if line}
        names = list(dict.fromkeys(once[line.casefold()] for line in lines if line))
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


def _initial(draft: TemplateDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "description": draft.description,
        "audience": ticks(draft.school_ids),
        "grades": list(draft.grades),
        "teacher_access": draft.teacher_access,
        "student_url_sharing": draft.student_url_sharing,
        "family_view": draft.family_view,
    }


def _plain(value: object) -> object:
    """Return a value so that order and kinds of line ends make no difference."""
    if isinstance(value, list | tuple):
        return sorted(map(str, value))
    return value if isinstance(value, bool) else str(value or "").replace("\r\n", "\n").strip()
