"""Why a file does not go on, one small error a reason."""

from django.utils.translation import gettext as _


class UploadError(Exception):
    """Why a file does not go on; the sentence says what to do."""


class OtherOffsetError(UploadError):
    """A part that does not begin where the parts so far end."""

    def __init__(self) -> None:
        """Say that nothing is lost."""
        super().__init__(_("This file is being sent from another window, too. It goes on."))


class ArchivedError(UploadError):
    """A file for a portfolio that is archived by now."""

    def __init__(self) -> None:
        """Say that what has come waits for it to be open again."""
        words = _("This portfolio is archived, so no files can be added. What is there is kept.")
        super().__init__(words)


class ExpiredError(UploadError):
    """An upload that waited too long for its next part."""

    def __init__(self) -> None:
        """Say how to begin again."""
        super().__init__(_("This file waited too long for the rest of it. Choose it again."))


class TooManyFilesError(UploadError):
    """A draft with as many files as a post can be given at a time."""

    def __init__(self, most: int) -> None:
        """Say how many."""
        words = _("A post can have %(most)d files at a time.")
        super().__init__(words % {"most": most})


class TooManyPartsError(UploadError):
    """An upload in more pieces than a working connection would make of it."""

    def __init__(self) -> None:
        """Say how to begin again."""
        super().__init__(_("The connection broke too often. Choose the file again."))
