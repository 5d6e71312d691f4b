"""Posts, the sections they are in, and the links that stand in them."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

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
    """A piece of work.

    ``body`` is what was typed, in Markdown, and ``body_html`` what was made of it, sanitised then
    and again on render. ``updated_by`` is who changed it last, its author at first. ``sent_as``
    names the form it came from: the same form sent twice is one post.
    """

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="posts")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    posted_on = models.DateField()
    sections: "models.ManyToManyField[Section, PostSection]" = models.ManyToManyField(
        Section, through="PostSection", through_fields=("post", "section"), related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    sent_as = models.UUIDField(null=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        """Newest first."""

        constraints = [
            *tenant("post", "portfolio"),
            UniqueConstraint(fields=["district", "portfolio", "sent_as"], name="post_sent_once"),
        ]
        indexes = [
            models.Index(
                fields=["portfolio", "-posted_on", "-created_at", "id"],
                condition=Q(deleted_at=None),
                name="post_stream",
            ),
            # What changed in a portfolio last, and since somebody looked.
            models.Index(
                fields=["portfolio", "-updated_at"],
                condition=Q(deleted_at=None),
                name="post_changes",
            ),
            models.Index(
                fields=["deleted_at"], condition=Q(deleted_at__isnull=False), name="post_deleted"
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class PostSection(models.Model):
    """A post in a section; a post may be in any number of them.

    ``moved_from`` is the removed section whose posts were put here: they leave when it comes back.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="section_rows")
    section = models.ForeignKey(Section, models.CASCADE, related_name="post_rows")
    moved_from = models.ForeignKey(Section, models.SET_NULL, null=True, related_name="moved_rows")

    class Meta:
        """A section once a post."""

        constraints = [
            *tenant("post_section", "post", "section", "moved_from"),
            UniqueConstraint(fields=["district", "post", "section"], name="post_section_key"),
        ]

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.post_id} in {self.section_id}"


class PostLink(models.Model):
    """A link to another site that stands in a post, with the words its author gave it."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField()
    url = models.URLField(max_length=2000)
    title = models.CharField(max_length=200)

    class Meta:
        """In the author's order; nothing but the web is linked to."""

        ordering = ["position"]
        constraints = [
            *tenant("post_link", "post"),
            UniqueConstraint(fields=["district", "post", "position"], name="post_link_position"),
            CheckConstraint(condition=Q(url__regex=r"^https?://"), name="post_link_to_the_web"),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title
