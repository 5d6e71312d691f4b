"""What somebody has typed of a Summary Statement and not saved: it survives a closed tab."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.http import QueryDict

from districts.actor import Actor
from districts.models import District, User
from portfolios.models.portfolio import Portfolio
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import opaque_id

MOST_KEPT = 50_000
"""Characters of a Summary Statement that are kept while it is too long to be saved."""


class SummaryDraftQuerySet(models.QuerySet["SummaryDraft"]):
    """Drafts of Summary Statements, as somebody sees them: nobody but who writes."""

    def visible_to(self, actor: Actor) -> "SummaryDraftQuerySet":
        """Return the actor's own, in the portfolios where their words are kept."""
        access.note()
        return self.filter(author=actor.user_id, portfolio__in=Portfolio.objects.kept_for(actor))

    def open(self) -> "SummaryDraftQuerySet":
        """Return those that nobody has put away."""
        return self.filter(discarded_at=None)


class SummaryDraft(models.Model):
    """One open draft an author and portfolio.

    ``words`` is the form as it stands, fields by name in one address-encoded line, as in a
    ``Draft``: with the mark of the text that it began with.
    """

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="summary_drafts")
    author = models.ForeignKey(User, models.CASCADE, related_name="+")
    words = models.TextField()
    updated_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)

    objects = SummaryDraftQuerySet.as_manager()

    class Meta:
        """One open draft at a place."""

        constraints = [
            *tenant("summary_draft", "portfolio"),
            UniqueConstraint(
                fields=["district", "portfolio", "author"],
                condition=Q(discarded_at=None),
                name="summary_draft_one_open",
            ),
        ]

    def __str__(self) -> str:
        """Return the id."""
        return str(self.id)

    @property
    def summary(self) -> str:
        """Return the text as it was typed."""
        return summary_in(self.words)


def summary_in(words: str) -> str:
    """Return the text of a form as drafts keep it."""
    return QueryDict(words).get("summary", "")
