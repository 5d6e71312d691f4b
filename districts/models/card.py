"""Sign-in cards: a QR code that a pupil without an e-mail holds before the camera."""

from typing import Self

from django.db import models
from django.db.models import Q, UniqueConstraint

from districts.models.district import District
from districts.models.student import Student
from districts.models.user import User
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id
from spacesedu.lib.token_rows import TokenRow


class SignInCardQuerySet(models.QuerySet["SignInCard"]):
    """Cards by state."""

    def valid(self) -> Self:
        """Return those nobody revoked or replaced."""
        return self.filter(revoked_at=None)


class SignInCard(TokenRow):
    """One student's card. Its code is derived and stored nowhere; printing again prints the same.

    A new card revokes the old one: whoever found that signs in no more.
    """

    PURPOSE = "sign-in-card"

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    student = models.ForeignKey(Student, models.CASCADE, related_name="cards")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = SignInCardQuerySet.as_manager()

    class Meta:
        """One valid card a student."""

        constraints = [
            *tenant("sign_in_card", "student"),
            UniqueConstraint(
                fields=["district", "student"],
                condition=Q(revoked_at=None),
                name="sign_in_card_one_valid",
            ),
        ]

    def __str__(self) -> str:
        """Return whose it is, never the code."""
        return f"card of {self.student_id}"
