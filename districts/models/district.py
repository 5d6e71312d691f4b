"""Districts and their schools: the tenant, and the places people belong to."""

from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.public_name import PublicNames
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id
from spacesedu.lib.logo import Logo, logo_named

LONGEST_GRACE = 60


def is_time_zone(name: str) -> None:
    """Refuse a name that no clock knows."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


def every_language() -> list[str]:
    """Return what a new district offers: every language the product speaks."""
    return [code for code, _name in settings.LANGUAGES]


class DistrictQuerySet(models.QuerySet["District"]):
    """Districts, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "DistrictQuerySet":
        """Return every district for Support, their own for staff and students, else none."""
        access.note()
        if actor.role is Role.SUPPORT:
            return self
        return self.filter(id=actor.here)


class District(models.Model):
    """A school district, or an independent school: the tenant.

    ``language`` is what public pages, mail and the sign-in page speak; ``languages`` are those its
    people may choose from. ``logo`` is a name in private storage, new with every picture. The links
    of a student whom the SIS no longer lists stay open for ``leaver_grace_days``.
    """

    id = ordered_id()
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[is_time_zone])
    language = models.CharField(max_length=10, default="en")
    languages = ArrayField(
        models.CharField(max_length=10), default=every_language, db_default=["en", "fr-ca", "es"]
    )
    public_names = models.CharField(
        max_length=10,
        choices=PublicNames,
        default=PublicNames.INITIAL,
        db_default=PublicNames.INITIAL,
    )
    leaver_grace_days = models.PositiveSmallIntegerField(default=0, db_default=0)
    accent_hue = models.PositiveSmallIntegerField(null=True, blank=True)
    logo = models.CharField(max_length=200, blank=True, default="", db_default="")
    auto_create_associations = models.BooleanField(default=False)
    auto_remove_associations = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = DistrictQuerySet.as_manager()

    class Meta:
        """A slug is a label of a sign-in address."""

        constraints = [
            CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="district_slug_is_plain",
            ),
            CheckConstraint(
                condition=Q(languages__contains=[F("language")]),
                name="district_language_is_offered",
            ),
            CheckConstraint(
                condition=Q(accent_hue=None) | Q(accent_hue__lt=360),
                name="district_accent_is_a_hue",
            ),
            CheckConstraint(
                condition=Q(leaver_grace_days__lte=LONGEST_GRACE),
                name="district_leaver_grace_is_short",
            ),
        ]

    def __str__(self) -> str:
        """Return the name people know."""
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone its days are counted in."""
        return ZoneInfo(self.time_zone)

    @property
    def logo_picture(self) -> Logo | None:
        """Return the logo as a page shows it; none if there is none."""
        return logo_named(self.logo)


class SchoolQuerySet(models.QuerySet["School"]):
    """Schools, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "SchoolQuerySet":
        """Return all schools of the district for a District Admin, their own for other staff."""
        access.note()
        if actor.whole_district:
            return self.filter(district_id=actor.here)
        return self.filter(district_id=actor.here, id__in=actor.school_ids)


class School(models.Model):
    """A school, known by the code its SIS uses until somebody names it."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="schools")
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        """A code names one school of a district."""

        constraints = [
            *tenant("school"),
            UniqueConstraint(fields=["district", "code"], name="school_code_key"),
        ]

    def __str__(self) -> str:
        """Return the name, or the code in words."""
        return self.name or _("School %(code)s") % {"code": self.code}
