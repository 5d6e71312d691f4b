"""Why a file is not taken: one code per reason, one sentence for the person who added it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """The reasons. The code is stored, the sentence is read in the reader's language."""

    UNKNOWN = (
        "unknown",
        _(
            "This kind of file cannot be added. Photos, videos, recordings, PDFs and Office files "
            "(Word, PowerPoint, Excel, OpenDocument) can."
        ),
    )
    EMPTY = "empty", _("This file is empty.")
    TOO_BIG = "too_big", _("This file is too big.")
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("This picture is too large. Make it smaller and try again."),
    )
    TOO_LONG = "too_long", _("This recording is longer than an hour.")
    LONG_VIDEO = (
        "long_video",
        _("This video is longer than 30 minutes. Cut it into shorter ones and add those."),
    )
    SLOW_VIDEO = (
        "slow_video",
        _("This video takes too long to convert. Save it shorter or smaller and add that."),
    )
    OTHER_VIDEO = "other_video", _("This kind of video cannot be added. Save it as MP4.")
    DAMAGED = "damaged", _("This file is damaged and could not be opened.")
    PASSWORD = "password", _("This file needs a password. Save it without one and add that.")
    OLD_OFFICE = (
        "old_office",
        _("This kind of document cannot be added. Save it as .docx, .pptx, .xlsx or PDF."),
    )
    MACROS = (
        "macros",
        _("There are macros in this file. Save it without them, as .docx, .pptx, .xlsx or PDF."),
    )
    FILM_INSIDE = (
        "film_inside",
        _("There is a video or a recording in this file. Take it out and add it on its own."),
    )
    WEB_PAGE = (
        "web_page",
        _("Web pages and SVG drawings cannot be added. Save it as a picture or a PDF."),
    )
    ARCHIVE = "archive", _("Zip files cannot be added. Unpack it and add what is in it.")
    TWO_IN_ONE = (
        "two_in_one",
        _("A second file is hidden in this one. Save it anew in the program it was made with."),
    )
    VIRUS = "virus", _("A virus was found in this file. Do not open it, and do not send it on.")
    TOO_BIG_TO_SCAN = (
        "too_big_to_scan",
        _("This file is too big to be checked for viruses here. Make it smaller."),
    )
    STUCK = "stuck", _("This file could not be made ready.")

    @property
    def is_ours(self) -> bool:
        """Tell whether the machine or the clock failed, so that another try may go well."""
        return self in {Refusal.STUCK, Refusal.SLOW_VIDEO}


class MediaRefusedError(Exception):
    """A file that is not taken, and why."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the reason."""
        super().__init__(refusal.value)
        self.refusal = refusal
