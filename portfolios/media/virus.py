"""Every upload is shown to the scanner, where there is one, before anything else reads it."""

from typing import IO

from portfolios.media.refusal import MediaRefusedError, Refusal
from spacesedu.lib import clamav


def scan(upload: IO[bytes]) -> None:
    """Refuse a file in which a virus is found, or which the scanner does not take.

    Raises ``clamav.ScannerSilentError`` when it gives no verdict: the file has to wait.
    """
    try:
        found = clamav.finds_virus(upload)
    except clamav.TooBigToScanError as too_big:
        raise MediaRefusedError(Refusal.TOO_BIG_TO_SCAN) from too_big
    if found:
        raise MediaRefusedError(Refusal.VIRUS)
