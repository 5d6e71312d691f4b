"""What student and staff say to each other about a post."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from districts.actor import Actor, Role
from districts.models import District, User
from portfolios.models.post import Post
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import opaque_id

LONGEST_COMMENT = 2000


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments, as somebody sees them: never families, never the public."""

    def visible_to(self, actor: Actor, *, deleted: bool = False) -> "CommentQuerySet":
        """Return the kept comments on the posts ``actor`` may open as student or staff.

        A comment goes with its post, and comes back with it. The deleted ones only when asked for.
        """
        access.note()
        if actor.role is Role.FAMILY:
            return self.none()
        rows = self if deleted else self.kept()
        return rows.filter(post__in=Post.objects.visible_to(actor))

    def kept(self) -> "CommentQuerySet":
        """Return those nobody deleted."""
        return self.filter(deleted_at=None)


class Comment(models.Model):
    """One comment, in plain words.

    ``author_role`` is what its author acted as when they wrote it. ``sent_as`` names the form it
    came from: the same form sent twice is one comment.
    """

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    author_role = models.CharField(max_length=20, db_default="")
    body = models.TextField(max_length=LONGEST_COMMENT)
    sent_as = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        """Read oldest first, below their post."""

        constraints = [
            *tenant("comment", "post"),
            UniqueConstraint(fields=["district", "post", "sent_as"], name="comment_sent_once"),
            CheckConstraint(
                condition=Q(body__length__range=(1, LONGEST_COMMENT)), name="comment_length"
            ),
        ]
        indexes = [
            models.Index(
                fields=["post", "created_at"], condition=Q(deleted_at=None), name="comment_thread"
            ),
        ]

    def __str__(self) -> str:
        """Return the id: the words are nobody else's."""
        return str(self.id)
