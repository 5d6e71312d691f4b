"""Files: of a post, of a draft that may become one, or of a template's description."""

from enum import StrEnum

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from districts.models import District, User
from portfolios.models.draft import Draft
from portfolios.models.portfolio import Portfolio
from portfolios.models.post import Post
from portfolios.models.template import PortfolioTemplate
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import opaque_id


class MediaKind(models.TextChoices):
    """What an attachment is, found from its content."""

    PHOTO = "photo", _("Photo")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    PDF = "pdf", _("PDF")
    FILE = "file", _("File")


class MediaState(StrEnum):
    """States of an attachment, first match."""

    FAILED = "failed"
    READY = "ready"
    WORKING = "working"
    QUEUED = "queued"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attachments, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "AttachmentQuerySet":
        """Return the files of the posts ``actor`` may read, and of their own drafts."""
        return self.kept().filter(
            Q(post__in=Post.objects.visible_to(actor))
            | Q(draft__in=Draft.objects.visible_to(actor))
        )

    def kept(self) -> "AttachmentQuerySet":
        """Return those nobody deleted."""
        return self.filter(deleted_at=None)

    def ready(self) -> "AttachmentQuerySet":
        """Return those that may be shown."""
        return self.kept().filter(ready_at__isnull=False)


class Attachment(models.Model):
    """A file. Only what was re-made from it is ever shown, and only when it is ready.

    It belongs to one post, one draft or one template. ``folder`` is a random name in private
    storage: ``upload``, ``upload.1`` … (``parts`` of them) until processed; then ``320.webp``,
    ``640.webp`` and ``1280.webp`` for photos, ``media`` for the rest, and ``cover.webp`` where
    there is a poster or a first page (``cover_width`` and ``cover_height``, pixels). A copy of a
    post shares the folder of the original. ``size`` in bytes is what a reader downloads, ``stored``
    what the folder takes up (0 for a copy), ``seconds`` how long it plays.
    A worker that makes it says at ``alive_at`` that it is still there; this is the try of number
    ``tries``, begun at ``started_at``.
    ``original_name`` is for whoever writes and never leaves on a page that others read.
    """

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="attachments")
    draft = models.ForeignKey(Draft, models.CASCADE, null=True, related_name="attachments")
    template = models.ForeignKey(
        PortfolioTemplate, models.CASCADE, null=True, related_name="attachments"
    )
    kind = models.CharField(max_length=10, choices=MediaKind)
    position = models.PositiveSmallIntegerField(default=0)
    folder = models.CharField(max_length=80, db_index=True)
    parts = models.PositiveSmallIntegerField(default=1)
    original_name = models.CharField(max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    stored = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    seconds = models.PositiveIntegerField(null=True)
    cover_width = models.PositiveIntegerField(null=True)
    cover_height = models.PositiveIntegerField(null=True)
    alt = models.CharField(max_length=500, blank=True)
    caption = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    alive_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        """In the author's order; one owner; ready and failed exclude each other."""

        ordering = ["position", "created_at", "id"]
        constraints = [
            *tenant("attachment", "post", "draft", "template"),
            CheckConstraint(
                condition=Q(post__isnull=False, draft=None, template=None)
                | Q(post=None, draft__isnull=False, template=None)
                | Q(post=None, draft=None, template__isnull=False),
                name="attachment_has_one_owner",
            ),
            CheckConstraint(
                condition=Q(ready_at=None) | Q(failed_at=None),
                name="attachment_ready_or_failed",
            ),
            CheckConstraint(
                condition=Q(failed_at=None) | ~Q(failure=""),
                name="attachment_failure_has_reason",
            ),
            CheckConstraint(condition=Q(percent__lte=100), name="attachment_percent"),
            CheckConstraint(
                condition=Q(cover_width=None, cover_height=None)
                | Q(cover_width__isnull=False, cover_height__isnull=False),
                name="attachment_cover_has_both_sides",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deleted_at"],
                condition=Q(deleted_at__isnull=False),
                name="attachment_deleted",
            ),
            # What a district's files take up, without reading their rows.
            models.Index(fields=["district"], include=["stored"], name="attachment_room"),
            models.Index(
                fields=["district", "failed_at"],
                condition=Q(ready_at=None, deleted_at=None),
                name="attachment_unready",
            ),
        ]

    def __str__(self) -> str:
        """Return kind and id."""
        return f"{self.kind} {self.id}"

    @property
    def portfolio(self) -> Portfolio | None:
        """Return the portfolio of its post or draft; None for a file of a template."""
        owner = self.post or self.draft
        return owner.portfolio if owner else None

    def state(self) -> MediaState:
        """Return the state the facts add up to."""
        if self.failed_at is not None:
            return MediaState.FAILED
        if self.ready_at is not None:
            return MediaState.READY
        return MediaState.WORKING if self.started_at is not None else MediaState.QUEUED
