"""Whether what people add is looked at by a virus scanner, in words."""

from django.utils.translation import gettext_lazy as _

from districts.letter import Told
from spacesedu.lib import clamav
from spacesedu.lib.clamav import Scanner

_TOLD = {
    Scanner.OFF: Told(
        _("Off"),
        _("Files are not checked for viruses. The setting CLAMAV_URL says where ClamAV is."),
        "note",
        "shield-off",
    ),
    Scanner.WORKS: Told(
        _("Works"),
        _("Every file is checked before anything else opens it."),
        "good",
        "shield-check",
    ),
    Scanner.SILENT: Told(
        _("Does not answer"),
        _("Files that are added wait until the scanner answers."),
        "danger",
        "shield-alert",
    ),
}


def scanner_in_words() -> Told:
    """Ask the scanner, and return how it is."""
    return _TOLD[clamav.state()]
