"""What somebody is writing and has not published: it survives a closed tab."""

from django.db import models
from django.db.models import Q, UniqueConstraint

from districts.actor import Actor
from districts.models import District, User
from portfolios.models.portfolio import Portfolio
from portfolios.models.post import Post
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import opaque_id


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts, as somebody sees them: nobody but who writes."""

    def visible_to(self, actor: Actor) -> "DraftQuerySet":
        """Return the actor's own drafts in the portfolios they may still open."""
        access.note()
        return self.filter(author=actor.user_id, portfolio__in=Portfolio.objects.visible_to(actor))

    def open(self) -> "DraftQuerySet":
        """Return those that nobody has put away."""
        return self.filter(discarded_at=None)


class Draft(models.Model):
    """One open draft an author and portfolio for a new post, and one a post that they edit.

    ``words`` is the form as it stands, fields by name in one address-encoded line: whatever was
    typed is kept, whether or not it could be published.
    """

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="drafts")
    author = models.ForeignKey(User, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="drafts")
    words = models.TextField(blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        """One open draft at a place."""

        constraints = [
            *tenant("draft", "portfolio", "post"),
            UniqueConstraint(
                fields=["district", "portfolio", "author"],
                condition=Q(post=None, discarded_at=None),
                name="draft_of_a_new_post",
            ),
            UniqueConstraint(
                fields=["district", "post", "author"],
                condition=Q(post__isnull=False, discarded_at=None),
                name="draft_of_an_edit",
            ),
        ]

    def __str__(self) -> str:
        """Return the id."""
        return str(self.id)
