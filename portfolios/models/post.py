"""Posts and what is attached to them."""

from enum import StrEnum

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from districts.models import District, User
from portfolios.models.portfolio import Portfolio
from portfolios.models.template import Section
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import opaque_id, ordered_id


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "PostQuerySet":
        """Return the kept posts of the portfolios ``actor`` may open."""
        return self.kept().filter(portfolio__in=Portfolio.objects.visible_to(actor))

    def kept(self) -> "PostQuerySet":
        """Return those nobody deleted."""
        return self.filter(deleted_at=None)

    def in_order(self) -> "PostQuerySet":
        """Return them newest first, the one order every page uses."""
        return self.order_by("-posted_on", "-created_at", "id")


class Post(models.Model):
    """A piece of work. ``body`` is Markdown; it is sanitised on write and again on render."""

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="posts")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    posted_on = models.DateField()
    sections: "models.ManyToManyField[Section, PostSection]" = models.ManyToManyField(
        Section, through="PostSection", related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = PostQuerySet.as_manager()

    class Meta:
        """Newest first."""

        constraints = [*tenant("post", "portfolio")]
        indexes = [
            models.Index(
                fields=["portfolio", "-posted_on", "-created_at", "id"],
                condition=Q(deleted_at=None),
                name="post_stream",
            )
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class PostSection(models.Model):
    """A post in a section; a post may be in any number of them."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="section_rows")
    section = models.ForeignKey(Section, models.CASCADE, related_name="post_rows")

    class Meta:
        """A section once a post."""

        constraints = [
            *tenant("post_section", "post", "section"),
            UniqueConstraint(fields=["district", "post", "section"], name="post_section_key"),
        ]

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.post_id} in {self.section_id}"


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
        """Return the attachments of the posts ``actor`` may read."""
        return self.kept().filter(post__in=Post.objects.visible_to(actor))

    def kept(self) -> "AttachmentQuerySet":
        """Return those nobody deleted."""
        return self.filter(deleted_at=None)

    def ready(self) -> "AttachmentQuerySet":
        """Return those that may be shown."""
        return self.kept().filter(ready_at__isnull=False)


class Attachment(models.Model):
    """A file of a post. Only what was re-made from it is ever shown, and only when it is ready.

    ``folder`` is a random name in private storage: ``<folder>/upload`` until processed, then
    ``320.webp``, ``640.webp``, ``1280.webp`` for photos, ``media`` for the rest. ``original_name``
    is for the author only and never leaves on a public page.
    """

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=10, choices=MediaKind)
    position = models.PositiveSmallIntegerField(default=0)
    folder = models.CharField(max_length=80, unique=True)
    original_name = models.CharField(max_length=255, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    alt = models.CharField(max_length=500, blank=True)
    caption = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, blank=True)
    deleted_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        """In the author's order; ready and failed exclude each other."""

        ordering = ["position", "created_at", "id"]
        constraints = [
            *tenant("attachment", "post"),
            CheckConstraint(
                condition=Q(ready_at=None) | Q(failed_at=None),
                name="attachment_ready_or_failed",
            ),
            CheckConstraint(
                condition=Q(failed_at=None) | ~Q(failure=""),
                name="attachment_failure_has_reason",
            ),
        ]

    def __str__(self) -> str:
        """Return kind and id."""
        return f"{self.kind} {self.id}"

    def state(self) -> MediaState:
        """Return the state the facts add up to."""
        if self.failed_at is not None:
            return MediaState.FAILED
        if self.ready_at is not None:
            return MediaState.READY
        return MediaState.WORKING if self.started_at is not None else MediaState.QUEUED
