"""A teacher's weekly e-mail about the links that end soon."""

from django.db import models
from django.db.models import UniqueConstraint

from districts.models import District, StaffMember
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id
from spacesedu.lib.token_rows import TokenRow


class LinkDigest(TokenRow):
    """Who gets the weekly e-mail; made with the first one, or by whoever wants none.

    ``last_week`` is the Monday of the newest, ``stopped_at`` tells that no more are wanted. The
    token turns the e-mail off and on again, and opens nothing else.
    """

    PURPOSE = "link-digest"

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    staff = models.ForeignKey(StaffMember, models.CASCADE, related_name="+")
    last_week = models.DateField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        """One row a teacher."""

        constraints = [
            *tenant("link_digest", "staff"),
            UniqueConstraint(fields=["district", "staff"], name="link_digest_key"),
        ]

    def __str__(self) -> str:
        """Return the teacher, never the token."""
        return f"digest of {self.staff_id}"
