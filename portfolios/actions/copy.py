"""Copy Post: the same work in another portfolio of the same student."""

import uuid
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.audit import record
from portfolios.actions.draft import put_into_sections
from portfolios.actions.locking import changed, locked
from portfolios.actions.posts import DeletedMeanwhileError
from portfolios.models import Attachment, Portfolio, Post, PostLink


class StillGettingReadyError(Exception):
    """A post with a file that nobody has seen yet: a copy would lack it for ever."""

    def __init__(self) -> None:
        """Say when to try again."""
        super().__init__(
            _("A file of this post is still getting ready. Copy it when that is done.")
        )


@dataclass(frozen=True, slots=True)
class Copied:
    """The new post, and the names of the files that could not be made ready and stayed behind."""

    post: Post
    left_out: tuple[str, ...] = ()


@transaction.atomic
def copy_post(
    *,
    post_id: uuid.UUID,
    portfolio_id: uuid.UUID,
    section_ids: AbstractSet[uuid.UUID],
    sent_as: uuid.UUID | None = None,
    by: Actor,
    at: datetime,
) -> Copied:
    """Copy words, links and files into another portfolio of the student, which ``by`` may write in.

    The day and the author stay: they say when the work was made, and by whom. Who copied it, and
    when, stands in the audit log. Comments were said where they are and stay there.
    """
    target = locked(portfolio_id, by=by)
    sent = Post.objects.filter(portfolio=target, sent_as=sent_as, sent_as__isnull=False).first()
    if sent is not None:
        return Copied(sent)
    readable = Post.objects.filter(portfolio__in=Portfolio.objects.visible_to(by))
    original = readable.select_related("portfolio").get(pk=post_id)
    if original.deleted_at is not None:
        raise DeletedMeanwhileError(original)
    if original.portfolio.student_id != target.student_id or original.portfolio == target:
        raise PermissionDenied
    files = list(Attachment.objects.kept().filter(post=original))
    if any(file.ready_at is None and file.failed_at is None for file in files):
        raise StillGettingReadyError
    made = _copy_words(original, target, sent_as, by=by, at=at)
    put_into_sections(made, section_ids)
    _copy_links(original, made)
    _copy_files((file for file in files if file.ready_at), made, at)
    changed(target.pk)
    record(
        "post.copied",
        by=by,
        at=at,
        district_id=target.district_id,
        subject=made,
        detail={"from": str(original.pk)},
    )
    return Copied(made, tuple(file.original_name for file in files if file.failed_at))


def _copy_words(
    original: Post, target: Portfolio, sent_as: uuid.UUID | None, *, by: Actor, at: datetime
) -> Post:
    return Post.objects.create(
        district_id=target.district_id,
        portfolio=target,
        author_id=original.author_id,
        title=original.title,
        body=original.body,
        body_html=original.body_html,
        posted_on=original.posted_on,
        created_at=at,
        updated_at=at,
        updated_by_id=by.user_id,
        sent_as=sent_as,
    )


def _copy_links(original: Post, made: Post) -> None:
    PostLink.objects.bulk_create(
        PostLink(
            district_id=made.district_id,
            post=made,
            position=link.position,
            url=link.url,
            title=link.title,
        )
        for link in original.links.all()
    )


def _copy_files(files: Iterable[Attachment], made: Post, at: datetime) -> None:
    """Share the folders: the same picture is stored once, however many posts show it."""
    own = {"id", "post", "created_at", "stored"}
    columns = [field.attname for field in Attachment._meta.concrete_fields if field.name not in own]
    Attachment.objects.bulk_create(
        Attachment(
            **{name: getattr(file, name) for name in columns},
            post=made,
            created_at=at,
            stored=0,
        )
        for file in files
    )
