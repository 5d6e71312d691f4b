"""The files a post has, or its draft: words for each, its place, and whether it stays."""

import uuid
from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portfolios.actions import FileChanges
from portfolios.models import Attachment, MediaKind
from spacesedu.lib.plain_errors import PlainForm

LAST_PLACE = 999
"""More than a post can have files; a number of thousands of digits is nobody's place."""


class MediaForm(PlainForm):
    """Fields for each file, named by its id; only photos are asked what can be seen."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        attachments: Iterable[Attachment],
        kept: QueryDict | None = None,
    ) -> None:
        """Make the fields for these files; begin with what was ``kept`` of an earlier form."""
        sent = None if data is None else data.copy()
        super().__init__(sent)
        self.attachments = list(attachments)
        for place, one in enumerate(self.attachments, 1):
            if one.kind == MediaKind.PHOTO:
                self.fields[f"alt-{one.pk}"] = forms.CharField(
                    label=_("What can be seen?"),
                    required=False,
                    max_length=500,
                    initial=one.alt,
                    widget=_one_line(),
                    help_text=_("Read aloud to people who cannot see it."),
                )
            self.fields[f"caption-{one.pk}"] = forms.CharField(
                label=_("Caption"),
                required=False,
                max_length=500,
                initial=one.caption,
                widget=_one_line(),
            )
            self.fields[f"order-{one.pk}"] = forms.IntegerField(
                label=_("Place in the post"),
                required=False,
                min_value=0,
                max_value=LAST_PLACE,
                initial=place,
            )
            self.fields[f"remove-{one.pk}"] = forms.BooleanField(
                label=_("Remove from the post"), required=False
            )
        if sent is not None:
            _fill_up(sent, self.fields)
        if kept is not None:
            self.initial = {name: kept[name] for name in self.fields if name in kept}

    def in_order(self) -> list[Attachment]:
        """Return the files as they are placed in this form; what has no place comes last."""

        def place(attachment: Attachment) -> tuple[bool, int]:
            typed = str(self[f"order-{attachment.pk}"].value() or "")
            known = typed.isdecimal() and len(typed) <= len(str(LAST_PLACE))
            return (not known, int(typed) if known else 0)

        return sorted(self.attachments, key=place)

    def changes(self) -> FileChanges:
        """Return what was said about the files."""
        return FileChanges(
            alts=self._said("alt"),
            captions=self._said("caption"),
            order=[one.pk for one in self.in_order()],
            removed={one.pk for one in self.attachments if self.cleaned_data[f"remove-{one.pk}"]},
        )

    def _said(self, about: str) -> dict[uuid.UUID, str]:
        names = {one.pk: f"{about}-{one.pk}" for one in self.attachments}
        return {pk: self.cleaned_data[name] for pk, name in names.items() if name in self.fields}


def _one_line() -> forms.Textarea:
    """Return a field of one line that grows, so that nothing typed into it is cut off."""
    return forms.Textarea(attrs={"rows": 1})


def _fill_up(sent: QueryDict, fields: Mapping[str, forms.Field]) -> None:
    """A file that came after the form was opened is shown, and stays, as it is."""
    for name, field in fields.items():
        if field.initial is not None:
            sent.setdefault(name, field.initial)
