"""Why a file is not taken: one code per reason, one sentence for the person who added it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """The reasons. The code is stored, the sentence is read in the reader's language."""

    UNKNOWN = (
        "unknown",
        _("This is no photo (JPEG, PNG, WebP, GIF, HEIC), recording (MP3, M4A, WAV) or PDF."),
    )
    EMPTY = "empty", _("This file is empty.")
    TOO_BIG = "too_big", _("This file is too big.")
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("This picture is too large. Make it smaller and try again."),
    )
    TOO_LONG = "too_long", _("This recording is longer than an hour.")
    DAMAGED = "damaged", _("This file is damaged and could not be opened.")
    VIDEO = "video", _("Videos cannot be added yet. Photos, recordings and PDFs can.")
    STUCK = "stuck", _("This file could not be made ready.")


class MediaRefusedError(Exception):
    """A file that is not taken, and why."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the reason."""
        super().__init__(refusal.value)
        self.refusal = refusal
