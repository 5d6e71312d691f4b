"""Media outside the request. The row is the truth; these are wake-ups."""

import uuid

from celery import shared_task

from portfolios.actions import attachments, erasing, orphans, upload_ends
from spacesedu.lib import clock, queue


@shared_task
def process_attachment(attachment_id: str) -> None:
    """Make one attachment ready."""
    attachments.process_attachment(attachment_id=uuid.UUID(attachment_id), at=clock.now())


@shared_task
def sweep_media() -> None:
    """Wake workers for whatever a lost wake-up or a dead worker left behind."""
    for attachment_id in attachments.waiting_attachments(at=clock.now()):
        queue.wake("portfolios.tasks.process_attachment", str(attachment_id))


@shared_task
def erase_deleted() -> None:
    """Erase for good what was deleted or refused more than thirty days ago."""
    erasing.erase_deleted(at=clock.now())
    erasing.erase_refused(at=clock.now())


@shared_task
def erase_orphans() -> None:
    """Erase what lies in storage and is nobody's any more."""
    orphans.erase_orphans(at=clock.now())


@shared_task
def sweep_uploads() -> None:
    """Forget the uploads that waited too long for their rest."""
    while upload_ends.forget_uploads(at=clock.now()):
        pass
