"""Whose turn it is: each request about an upload begins by locking it.

Who publishes a draft locks the portfolio and then its uploads. So does the last part of a file, for
it becomes an attachment of whichever of the two there is: draft or post. Any other part locks the
upload alone, and holds nobody up.
"""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied

from districts.actor import Actor
from portfolios.actions.locking import locked
from portfolios.models import Portfolio, Upload
from portfolios.policy import can_write


def turn(upload_id: uuid.UUID, end: int | None, *, by: Actor) -> tuple[Upload, Portfolio]:
    """Lock an upload that ``by`` may go on with, and its portfolio first unless there is more."""
    known = Upload.objects.select_related("draft__portfolio", "post__portfolio").get(pk=upload_id)
    portfolio = known.portfolio
    if end in {None, known.size}:
        portfolio = locked(portfolio.pk, by=by)
    elif not can_write(by, portfolio):
        raise PermissionDenied
    return _locked(upload_id), portfolio


def _locked(upload_id: uuid.UUID) -> Upload:
    return Upload.objects.select_for_update().get(pk=upload_id)


def is_expired(upload: Upload, *, at: datetime) -> bool:
    """Tell whether it is too late for the next part."""
    return upload.finished_at is None and upload.expires_at <= at
