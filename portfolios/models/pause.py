"""A pause: an administrator holds share links shut for a while, without touching them."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.grades import words
from districts.models import District, School, User
from portfolios.models.template import PortfolioTemplate
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id

LONGEST_REASON = 200


class SharingPauseQuerySet(models.QuerySet["SharingPause"]):
    """Pauses, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "SharingPauseQuerySet":
        """Return those of the district for its District Admins, none for anybody else."""
        access.note()
        if not actor.whole_district:
            return self.none()
        return self.filter(district_id=actor.here)

    def open(self) -> "SharingPauseQuerySet":
        """Return those that nobody has ended."""
        return self.filter(ended_at=None)

    def like(self, other: "SharingPause") -> "SharingPauseQuerySet":
        """Return those that cover the same as another one, which need not be saved."""
        return self.filter(
            district=other.district_id,
            school=other.school_id,
            grade=other.grade,
            template=other.template_id,
        )


class SharingPause(models.Model):
    """What holds links shut from ``began_at`` to ``ended_at``, and why.

    It covers the portfolios of one school, of one grade or of one template; with none of the three,
    those of the whole district. Which portfolios these are follows from the memberships of the day
    (see ``portfolios.gates.pause``).
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="sharing_pauses")
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")
    grade = models.CharField(max_length=10, blank=True, default="")
    template = models.ForeignKey(PortfolioTemplate, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=LONGEST_REASON)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = SharingPauseQuerySet.as_manager()

    class Meta:
        """One thing at a time, and no open pause twice."""

        constraints = [
            *tenant("sharing_pause", "school", "template"),
            # The gate reads the open pauses of a district by this index, too.
            UniqueConstraint(
                fields=["district", "school", "grade", "template"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="sharing_pause_one_open",
            ),
            CheckConstraint(
                condition=Q(school=None, grade="")
                | Q(school=None, template=None)
                | Q(grade="", template=None),
                name="sharing_pause_covers_one_thing",
            ),
            CheckConstraint(condition=~Q(reason=""), name="sharing_pause_says_why"),
        ]

    def __str__(self) -> str:
        """Return what it covers, in words."""
        if self.school is not None:
            return str(self.school)
        if self.template is not None:
            return _("the Portfolio Template “%(name)s”") % {"name": self.template}
        return words(self.grade) if self.grade else _("the whole district")
