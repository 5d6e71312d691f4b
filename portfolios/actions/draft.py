"""What a person writes into a post, before it is one; and how it is put there."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max

from portfolios import text
from portfolios.media.receive import Received
from portfolios.models import Attachment, Draft, Post, PostLink, PostSection, Section
from spacesedu.lib.queue import wake

PROCESS = "portfolios.tasks.process_attachment"


@dataclass(frozen=True, slots=True)
class LinkWords:
    """A link to another site, ``http`` or ``https``, and what it is called; else its address."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Title, text in Markdown, the day it is about, the sections it belongs to, and its links."""

    title: str
    body: str
    posted_on: date
    section_ids: AbstractSet[uuid.UUID] = field(default_factory=frozenset)
    links: tuple[LinkWords, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What happens to the files of a post and of its draft, by their ids.

    Files are described anew, put into ``order`` (those not named come last, as they were), and
    taken away.
    """

    alts: Mapping[uuid.UUID, str] = field(default_factory=dict)
    captions: Mapping[uuid.UUID, str] = field(default_factory=dict)
    order: Sequence[uuid.UUID] = ()
    removed: AbstractSet[uuid.UUID] = field(default_factory=frozenset)


def write(post: Post, words: Words, *, by: int, at: datetime) -> None:
    """Save ``post`` with these words, sections and links."""
    post.title = text.clean(words.title)
    post.body = text.clean(words.body)
    post.body_html = text.html(post.body)
    post.posted_on = words.posted_on
    post.updated_at, post.updated_by_id = at, by
    post.save()
    put_into_sections(post, words.section_ids)
    _put_links(post, words.links)


def put_into_sections(post: Post, wanted: AbstractSet[uuid.UUID]) -> None:
    """Make the post belong to exactly those of ``wanted`` that its template has.

    A removed section keeps its posts: when it comes back, they are in it.
    """
    sections = Section.objects.filter(
        template=post.portfolio.template_id, removed_at=None, pk__in=wanted
    )
    post.section_rows.filter(section__removed_at=None).exclude(section__in=sections).delete()
    rows = [
        PostSection(district_id=post.district_id, post=post, section=section)
        for section in sections
    ]
    PostSection.objects.bulk_create(rows, ignore_conflicts=True)


def _put_links(post: Post, links: Iterable[LinkWords]) -> None:
    post.links.all().delete()
    PostLink.objects.bulk_create(
        PostLink(
            district_id=post.district_id,
            post=post,
            position=position,
            url=link.url,
            title=text.clean(link.title) or link.url[:200],
        )
        for position, link in enumerate(links)
    )


def change_files(post: Post, changes: FileChanges, *, by: int, at: datetime) -> "list[Attachment]":
    """Describe, order and take away files; return those taken away, gone from this moment on."""
    files = list(Attachment.objects.kept().filter(post=post))
    places = {pk: place for place, pk in enumerate(changes.order)}
    files.sort(key=lambda file: places.get(file.pk, len(places)))
    for position, file in enumerate(files):
        file.position = position
        file.alt = text.clean(changes.alts.get(file.pk, file.alt))
        file.caption = text.clean(changes.captions.get(file.pk, file.caption))
        if file.pk in changes.removed:
            file.deleted_at, file.deleted_by_id = at, by
    columns = ["position", "alt", "caption", "deleted_at", "deleted_by"]
    Attachment.objects.bulk_update(files, columns)
    return [file for file in files if file.deleted_at is not None]


def attach(owner: Post | Draft, files: Iterable[Received], *, alt: str, at: datetime) -> None:
    """Append files to ``owner``; each waits for a worker, who is woken once this is committed."""
    for position, file in enumerate(files, next_position(owner)):
        attachment = Attachment.objects.create(
            district_id=owner.district_id,
            **_owned_by(owner),
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


def next_position(owner: Post | Draft) -> int:
    """Return the place after the last file of a post or a draft."""
    last = Attachment.objects.filter(**_owned_by(owner)).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _owned_by(owner: Post | Draft) -> dict[str, Post | Draft]:
    return {"post" if isinstance(owner, Post) else "draft": owner}
