"""A field for several files at once, each looked at while the person can still choose another."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolios.media.accept import accept
from portfolios.media.receive import MOST_FILES
from portfolios.media.refusal import MediaRefusedError

# What the picker offers first; endings for what browsers know no type of.
ACCEPTED = (
    "image/*,video/*,audio/*,application/pdf,.heic,.heif,.mov,.m4a,"
    ".doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp"
)


class FilesInput(forms.ClearableFileInput):
    """One control for many files; a tablet offers its camera too."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Cleans to a list of uploads whose content is one that we take."""

    widget = FilesInput
    default_error_messages = {
        "too_many": gettext_lazy("A post can have %(most)d files at a time."),
    }

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Django's own options
        """Tell the browser what to offer; the server looks at the content all the same."""
        super().__init__(**options)
        self.widget.attrs |= {"accept": ACCEPTED}

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":  # noqa: ANN401, ARG002
        """Return the uploads, or say of each one that is not taken why."""
        files = data if isinstance(data, list) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                self.error_messages["too_many"], params={"most": MOST_FILES}
            )
        wrong = [sentence for file in files if (sentence := _refused(file))]
        if wrong:
            raise forms.ValidationError(wrong)
        return files


def takeable(files: "Iterable[UploadedFile[bytes]]") -> "list[UploadedFile[bytes]]":
    """Return those files that are taken: one bad file costs nobody the good ones beside it."""
    return [file for file in files if not _refused(file)][:MOST_FILES]


def _refused(file: "UploadedFile[bytes]") -> str:
    try:
        accept(file, file.size or 0)
    except MediaRefusedError as refused:
        return _("“%(name)s”: %(reason)s") % {"name": file.name, "reason": refused.refusal.label}
    return ""
