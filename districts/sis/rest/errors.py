"""What goes wrong between us and a service, in one sentence each; never a secret, no person."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RestError(Exception):
    """A service could not be asked, or answered what cannot be used.

    ``status`` is the HTTP status, 0 where there was none.
    """

    def __init__(self, sentence: str | Promise, *, status: int = 0) -> None:
        """Keep the sentence for people."""
        super().__init__(str(sentence))
        self.sentence = sentence
        self.status = status


class RefusedAddressError(RestError):
    """An address that must not be asked: inside a private network, or not encrypted."""


class BrokenLineError(RestError):
    """The line broke, or never came about: that may pass."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("The service could not be reached, or its answer broke off."))
