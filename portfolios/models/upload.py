"""A file on its way: it comes in parts, and goes on after a break."""

from django.db import models
from django.db.models import CheckConstraint, F, Q

from districts.actor import Actor
from districts.models import District
from portfolios.models.attachment import Attachment
from portfolios.models.draft import Draft
from portfolios.models.portfolio import Portfolio
from portfolios.models.post import Post
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import opaque_id


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "UploadQuerySet":
        """Return those of the actor's own drafts, and of what they published meanwhile."""
        mine = Q(draft__in=Draft.objects.visible_to(actor))
        published = Q(post__in=Post.objects.visible_to(actor), author=actor.user_id)
        return self.filter(mine | published)


class Upload(models.Model):
    """An upload by the tus protocol: ``received`` of ``size`` bytes, in ``parts`` stored files.

    It belongs to a draft, or to the post that the draft has become meanwhile. When the last byte
    is there it becomes ``attachment``; the row stays until it expires, so that a client who missed
    the answer hears it again. ``refused`` is the reason when its content is nothing we take.
    """

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, models.CASCADE, null=True, related_name="uploads")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="uploads")
    author = models.ForeignKey("districts.User", models.CASCADE, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)
    folder = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    finished_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=30, blank=True)
    attachment = models.ForeignKey(Attachment, models.SET_NULL, null=True, related_name="+")

    objects = UploadQuerySet.as_manager()

    class Meta:
        """Never more than was announced; finished when all of it is there."""

        constraints = [
            *tenant("upload", "draft", "post", "attachment"),
            CheckConstraint(condition=Q(received__lte=F("size")), name="upload_not_beyond_its_end"),
            CheckConstraint(
                condition=Q(finished_at=None) | Q(received=F("size")), name="upload_finished_whole"
            ),
            CheckConstraint(
                condition=Q(draft__isnull=False, post=None) | Q(draft=None, post__isnull=False),
                name="upload_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        """Return the id."""
        return str(self.id)

    @property
    def portfolio(self) -> Portfolio:
        """Return the portfolio of its draft or post."""
        owner = self.post or self.draft
        assert owner is not None
        return owner.portfolio
