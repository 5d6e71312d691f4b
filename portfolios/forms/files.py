"""A field for several files at once, each looked at while the person can still choose another."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolios.media.accept import accept
from portfolios.media.refusal import MediaRefusedError

MOST = 20
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/heic,.heic,audio/*,.m4a,application/pdf"


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
        if len(files) > MOST:
            raise forms.ValidationError(self.error_messages["too_many"], params={"most": MOST})
        wrong = [sentence for file in files if (sentence := _refused(file))]
        if wrong:
            raise forms.ValidationError(wrong)
        return files


def _refused(file: "UploadedFile[bytes]") -> str:
    try:
        accept(file, file.size or 0)
    except MediaRefusedError as refused:
        return _("“%(name)s”: %(reason)s") % {"name": file.name, "reason": refused.refusal.label}
    return ""
