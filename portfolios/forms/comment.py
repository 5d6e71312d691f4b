"""Writing a comment."""

import uuid

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portfolios.models import LONGEST_COMMENT, Post
from spacesedu.lib.numbers import grouped_lazy
from spacesedu.lib.plain_errors import PlainForm


class CommentForm(PlainForm):
    """One text. The limit counts what is kept, so the action says when it is too long.

    ``sent_as`` is this form's own id, so that a second press of the button says nothing twice.
    """

    body = forms.CharField(
        label=_("Your comment"),
        error_messages={"required": _("Write something first.")},
        # The browser's own limit would cut off what is pasted, without a word.
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=format_lazy(
            _("At most {most} characters. Read by the student and staff, never by families."),
            most=grouped_lazy(LONGEST_COMMENT),
        ),
    )
    sent_as = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, data: "QueryDict | None" = None, *, post: Post) -> None:
        """Give the controls ids of their own: a page may hold the forms of several posts.

        Whoever opens the form writes; where something is wrong, that is read first.
        """
        super().__init__(data, auto_id=f"id_%s-{post.pk}")
        if data is None:
            self.fields["body"].widget.attrs["autofocus"] = True
