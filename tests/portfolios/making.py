"""Files on their way: added by the student, made ready by a worker of the test's own."""

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from portfolios.actions import Words, add_post, process_attachment
from portfolios.media.receive import received
from portfolios.models import Attachment
from spacesedu.lib import clock
from tests.world import World


def uploaded(world: World, *contents: bytes) -> list[Attachment]:
    """A post by the student with these files."""
    now = clock.now()
    uploads = [SimpleUploadedFile(f"file{n}", one) for n, one in enumerate(contents)]
    with received(uploads, None) as files:
        post = add_post(
            portfolio_id=world.portfolio.pk,
            words=Words("Work", "", now.date()),
            files=files,
            by=world.student.actor,
            at=now,
        )
    return list(post.attachments.order_by("position"))


def made_ready(world: World, content: bytes) -> Attachment:
    """A file of a post, after a worker has been at it."""
    (attachment,) = uploaded(world, content)
    process_attachment(attachment_id=attachment.pk, at=clock.now())
    return again(attachment)


def again(attachment: Attachment) -> Attachment:
    """Return what the row says now."""
    attachment.refresh_from_db()
    return attachment


def stored(attachment: Attachment) -> dict[str, bytes]:
    """Return every file of its folder, the upload left out."""
    _folders, names = default_storage.listdir(attachment.folder)
    found = {}
    for name in names:
        if not name.startswith("upload"):
            with default_storage.open(f"{attachment.folder}/{name}") as file:
                found[name] = file.read()
    return found
