"""What was deleted in a portfolio and can be brought back, as its writers see it."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from districts.actor import Actor
from portfolios.keeping.days import gone_before, last_day
from portfolios.models import Attachment, Draft, MediaKind, Portfolio, Post, SummaryDraft
from portfolios.writing.summary import beginning

_ICONS = {
    MediaKind.PHOTO: "image",
    MediaKind.VIDEO: "film",
    MediaKind.AUDIO: "audio-lines",
    MediaKind.PDF: "file-text",
    MediaKind.FILE: "file",
}


@dataclass(frozen=True, slots=True)
class Deleted:
    """One thing in Recently deleted: what it is, until when it stays, how it comes back.

    ``thumb_url`` for a photo that was ready: its name would tell nobody which one it is.
    """

    title: str
    kind: str
    icon: str
    deleted_at: datetime
    until: date
    restore_url: str
    thumb_url: str = ""


def deleted(actor: Actor, portfolio: Portfolio, at: datetime) -> list[Deleted]:
    """Return what ``actor`` can bring back in a portfolio, what was deleted last first.

    Posts and files are everybody's who writes there; a draft is its author's alone. Comments come
    back where they were said. Four queries, however much there is.
    """
    zone = portfolio.district.zone
    found = [
        *(_post(post, zone) for post in _posts(actor, at).filter(portfolio=portfolio)),
        *(_file(file, zone) for file in _files(actor, at).filter(post__portfolio=portfolio)),
        *(_draft(draft, zone) for draft in _drafts(actor, at).filter(portfolio=portfolio)),
        *(_summary(draft, zone) for draft in _summaries(actor, at).filter(portfolio=portfolio)),
    ]
    return sorted(found, key=lambda one: one.deleted_at, reverse=True)


def removed_file(actor: Actor, attachment_id: uuid.UUID) -> Attachment | None:
    """Return a file that was taken out of a post which ``actor`` may read."""
    kept = Attachment.objects.filter(pk=attachment_id, post__in=Post.objects.visible_to(actor))
    return kept.select_related("post__portfolio__district").first()


def _posts(actor: Actor, at: datetime) -> "QuerySet[Post]":
    rows = Post.objects.filter(portfolio__in=Portfolio.objects.visible_to(actor))
    return rows.filter(deleted_at__gt=gone_before(at)).order_by("-deleted_at", "pk")


def _files(actor: Actor, at: datetime) -> "QuerySet[Attachment]":
    rows = Attachment.objects.filter(post__in=Post.objects.visible_to(actor))
    kept = rows.filter(deleted_at__gt=gone_before(at)).select_related("post")
    return kept.order_by("-deleted_at", "pk")


def _drafts(actor: Actor, at: datetime) -> "QuerySet[Draft]":
    """Return discarded drafts; those of an edit wait until their post is back."""
    rows = Draft.objects.visible_to(actor).filter(Q(post=None) | Q(post__deleted_at=None))
    kept = rows.filter(discarded_at__gt=gone_before(at)).select_related("post")
    return kept.order_by("-discarded_at", "pk")


def _summaries(actor: Actor, at: datetime) -> "QuerySet[SummaryDraft]":
    rows = SummaryDraft.objects.visible_to(actor)
    return rows.filter(discarded_at__gt=gone_before(at)).order_by("-discarded_at", "pk")


def _post(post: Post, zone: ZoneInfo) -> Deleted:
    assert post.deleted_at is not None
    url = reverse("portfolios:post_restore", kwargs={"post": post.pk})
    return _made(post.title, _("Post"), "notebook-text", post.deleted_at, zone, url)


def _file(file: Attachment, zone: ZoneInfo) -> Deleted:
    assert file.deleted_at is not None
    assert file.post is not None
    kind = MediaKind(file.kind)
    words = _("%(kind)s of “%(post)s”") % {"kind": kind.label, "post": file.post.title}
    url = reverse("portfolios:file_restore", kwargs={"attachment": file.pk})
    title = file.caption or file.alt or file.original_name or str(kind.label)
    made = _made(title, words, _ICONS[kind], file.deleted_at, zone, url)
    if kind is not MediaKind.PHOTO or file.ready_at is None:
        return made
    thumb = reverse("portfolios:removed_photo", kwargs={"attachment": file.pk})
    return replace(made, thumb_url=thumb)


def _draft(draft: Draft, zone: ZoneInfo) -> Deleted:
    assert draft.discarded_at is not None
    words = _("Changes to “%(post)s”") % {"post": draft.post.title} if draft.post else _("Draft")
    url = reverse("portfolios:draft_reopen", kwargs={"draft": draft.pk})
    title = QueryDict(draft.words).get("title") or _("Without a title")
    return _made(title, words, "pencil-line", draft.discarded_at, zone, url)


def _summary(draft: SummaryDraft, zone: ZoneInfo) -> Deleted:
    assert draft.discarded_at is not None
    url = reverse("portfolios:summary_draft_reopen", kwargs={"summary_draft": draft.pk})
    title, words = beginning(draft), _("Summary Statement")
    return _made(title, words, "pencil-line", draft.discarded_at, zone, url)


def _made(
    title: str, kind: str, icon: str, at: datetime, zone: ZoneInfo, restore_url: str
) -> Deleted:
    return Deleted(title, kind, icon, at, last_day(at, zone), restore_url)
