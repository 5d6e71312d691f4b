"""The share link: one per portfolio, derived, dated, closed once."""

from datetime import datetime
from enum import StrEnum

from django.db import models
from django.db.models import Case, CheckConstraint, F, Q, UniqueConstraint, Value, When

from districts.models import District, User
from portfolios.models import Portfolio
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id
from spacesedu.lib.token_rows import TokenRow


class LinkState(StrEnum):
    """States of a link by its own facts, first match. A closed gate blocks an open link besides."""

    CLOSED = "closed"
    EXPIRED = "expired"
    OPEN = "open"


def state_of(closed_at: datetime | None, expires_at: datetime, at: datetime) -> LinkState:
    """Return the state that a link's own facts add up to at ``at``."""
    if closed_at is not None:
        return LinkState.CLOSED
    return LinkState.EXPIRED if expires_at <= at else LinkState.OPEN


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Links by state."""

    def not_closed(self) -> "ShareLinkQuerySet":
        """Return those that nobody turned off or replaced; they may have expired."""
        return self.filter(closed_at=None)

    def newest(self) -> "ShareLinkQuerySet":
        """Return one a portfolio: the link that is not closed, else the one closed last.

        Not by when they were made: of two people who press New link at once, the one who waits for
        the other began earlier, and makes the link that works.
        """
        closed_last = F("closed_at").desc(nulls_first=True)
        return self.order_by("portfolio", closed_last, "-id").distinct("portfolio")

    def with_state(self, at: datetime) -> "ShareLinkQuerySet":
        """Annotate ``state_now``, equal to ``state(at)``."""
        return self.annotate(
            state_now=Case(
                When(closed_at__isnull=False, then=Value(LinkState.CLOSED.value)),
                When(expires_at__lte=at, then=Value(LinkState.EXPIRED.value)),
                default=Value(LinkState.OPEN.value),
                output_field=models.CharField(),
            )
        )


class ShareLink(TokenRow):
    """A public link to one portfolio.

    The address is derived from ``kid``, ``handle`` and ``nonce`` and stored nowhere. It opens until
    ``expires_at``, the end of a local day; ``closed_at`` ends it for good.
    """

    PURPOSE = "share-link"

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    portfolio = models.ForeignKey(Portfolio, models.PROTECT, related_name="links")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        """One link a portfolio that is not closed."""

        constraints = [
            *tenant("share_link", "portfolio"),
            UniqueConstraint(
                fields=["district", "portfolio"],
                condition=Q(closed_at=None),
                name="share_link_one_open",
            ),
            CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")),
                name="share_link_ends_after_it_begins",
            ),
        ]
        indexes = [
            # Reminders and the lists of what ends soon.
            models.Index(
                fields=["district", "expires_at"],
                condition=Q(closed_at=None),
                name="share_link_by_end",
            )
        ]

    def __str__(self) -> str:
        """Return the portfolio, never the token."""
        return f"link of {self.portfolio_id}"

    def state(self, at: datetime) -> LinkState:
        """Return the state the facts add up to at ``at``."""
        return state_of(self.closed_at, self.expires_at, at)
