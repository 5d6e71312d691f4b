"""What a person writes into a post, before it is one."""

import uuid
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime

from portfolios import text
from portfolios.media.receive import Received
from portfolios.models import Attachment, Post, PostSection, Section
from spacesedu.lib.queue import wake

PROCESS = "portfolios.tasks.process_attachment"


@dataclass(frozen=True, slots=True)
class Draft:
    """Title, text in Markdown, the day it is about, and the sections it belongs to."""

    title: str
    body: str
    posted_on: date
    section_ids: AbstractSet[uuid.UUID] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What happens to the files a post already has: photos described anew, files taken away."""

    alts: Mapping[uuid.UUID, str] = field(default_factory=dict)
    removed: AbstractSet[uuid.UUID] = field(default_factory=frozenset)


def write(post: Post, draft: Draft, *, at: datetime) -> None:
    """Put the draft's words into ``post``, in memory."""
    post.title = text.clean(draft.title)
    post.body = text.clean(draft.body)
    post.body_html = text.html(post.body)
    post.posted_on = draft.posted_on
    post.updated_at = at


def put_into_sections(post: Post, wanted: AbstractSet[uuid.UUID]) -> None:
    """Make the post belong to exactly those of ``wanted`` that its template has."""
    sections = Section.objects.filter(
        template=post.portfolio.template_id, removed_at=None, pk__in=wanted
    )
    post.section_rows.filter(section__removed_at=None).exclude(section__in=sections).delete()
    rows = [
        PostSection(district_id=post.district_id, post=post, section=section)
        for section in sections
    ]
    PostSection.objects.bulk_create(rows, ignore_conflicts=True)


def change_files(post: Post, changes: FileChanges, *, at: datetime) -> None:
    """Describe and take away files; what is taken away is gone from the next request on."""
    for attachment in Attachment.objects.kept().filter(post=post):
        attachment.alt = text.clean(changes.alts.get(attachment.pk, attachment.alt))
        attachment.deleted_at = at if attachment.pk in changes.removed else None
        attachment.save(update_fields=["alt", "deleted_at"])


def attach(post: Post, files: Iterable[Received], *, alt: str, at: datetime) -> list[Attachment]:
    """Append files to ``post``; each waits for a worker, who is woken once this is committed."""
    last = post.attachments.order_by("-position").values_list("position", flat=True).first()
    start = 0 if last is None else last + 1
    made = []
    for position, file in enumerate(files, start):
        attachment = Attachment.objects.create(
            district_id=post.district_id,
            post=post,
            kind=file.format.kind,
            position=position,
            folder=file.folder,
            original_name=file.original_name,
            content_type=file.format.content_type,
            size=file.size,
            stored=file.size,
            alt=text.clean(alt),
            created_at=at,
        )
        wake(PROCESS, str(attachment.pk))
        made.append(attachment)
    return made
