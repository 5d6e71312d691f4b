"""What tests about posts say again and again."""

from collections.abc import Sequence
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from districts.actor import Actor
from portfolios.actions import Words, add_post
from portfolios.media.receive import received
from portfolios.models import Attachment, Draft, Post
from tests import factories as make
from tests.world import World

DAY = date(2026, 5, 4)


def words(title: str = "Bridge", body: str = "We built it.", **more: object) -> Words:
    """What somebody types into the form."""
    return Words(title=title, body=body, posted_on=DAY, **more)  # type: ignore[arg-type] # a test's


def written(world: World, title: str, *files: bytes, by: Actor | None = None) -> Post:
    """A post of Sunny's with these files."""
    uploads = [SimpleUploadedFile(f"file{n}", one) for n, one in enumerate(files)]
    with received(uploads, None) as stored:
        return add_post(
            portfolio_id=world.portfolio.pk,
            words=words(title),
            files=stored,
            by=by or world.student.actor,
            at=world.now,
        )


def photo(folder: str, **more: object) -> Attachment:
    """A photo that is ready, with the files a worker has made of it."""
    made: Attachment = make.AttachmentFactory.create(folder=folder, **more)
    for width in (320, 640, 1280):
        default_storage.save(f"{folder}/{width}.webp", ContentFile(b"RIFF0000WEBP"))
    return made


def in_draft(draft: Draft, **more: object) -> dict[str, object]:
    """Return what makes a file one of a draft's."""
    return {"post": None, "draft": draft, "district": draft.district, **more}


def stored(folder: str) -> bool:
    """Tell whether anything lies in a folder of the private storage."""
    try:
        return bool(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return False


def titles(posts: Sequence[Post]) -> set[str]:
    """Return what these posts are called."""
    return {post.title for post in posts}
