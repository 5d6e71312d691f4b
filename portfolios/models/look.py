"""Until when somebody has read a portfolio: what came later is new to them."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import UniqueConstraint

from districts.models import District, User
from portfolios.models.portfolio import Portfolio
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id

VISIT = timedelta(minutes=30)
"""Two looks closer together are one visit: what was new stays marked while somebody reads on."""


class Look(models.Model):
    """One reader of one portfolio: the last look, and what this visit counts as new.

    Example: Ms Tara looked on Monday at nine and comes back on Tuesday at ten. What came after
    Monday at nine is marked as new until her visit ends, half an hour after she looked last.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="looks")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    looked_at = models.DateTimeField()
    since = models.DateTimeField(null=True)

    class Meta:
        """One a reader and portfolio."""

        constraints = [
            *tenant("look", "portfolio"),
            UniqueConstraint(fields=["district", "portfolio", "user"], name="look_key"),
        ]

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.user_id} at {self.portfolio_id}"

    def again(self, at: datetime) -> None:
        """Note a look at ``at``, in memory."""
        if at - self.looked_at > VISIT:
            self.since = self.looked_at
        self.looked_at = at
