"""Districts, their schools, and the features Support switches on for them with approval."""

import uuid
from enum import StrEnum
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, UniqueConstraint
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actor import Actor, Role
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class Feature(models.TextChoices):
    """What is off until Support switches it on for a district, with its approval."""

    PORTFOLIOS = "portfolios", gettext_lazy("Portfolios")
    URL_SHARING = "url_sharing", gettext_lazy("URL sharing")
    FAMILY_ACCOUNTS = "family_accounts", gettext_lazy("Family Accounts")
    FAMILY_DATA_IMPORTS = "family_data_imports", gettext_lazy("Family Data Imports")
    ASSOCIATIONS = "associations", gettext_lazy("School-Family-Student Associations")


class Grade(StrEnum):
    """The grades of the SIS formats, in school order."""

    IT, PR, PK, TK, KG = "IT", "PR", "PK", "TK", "KG"
    G01, G02, G03, G04, G05, G06 = "01", "02", "03", "04", "05", "06"
    G07, G08, G09, G10, G11, G12, G13 = "07", "08", "09", "10", "11", "12", "13"
    PS, UG, OTHER = "PS", "UG", "Other"


def is_time_zone(name: str) -> None:
    """Refuse a name that no clock knows."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class DistrictQuerySet(models.QuerySet["District"]):
    """Districts, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "DistrictQuerySet":
        """Return every district for Support, their own for staff and students, else none."""
        access.note()
        if actor.role is Role.SUPPORT:
            return self
        return self.filter(id=actor.here)

    def with_feature(self, feature: Feature) -> "DistrictQuerySet":
        """Return the districts in which ``feature`` is on."""
        return self.filter(feature_on(feature, OuterRef("pk")))


class District(models.Model):
    """A school district, or an independent school: the tenant."""

    id = ordered_id()
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=64, default="UTC", validators=[is_time_zone])
    language = models.CharField(max_length=10, default="en")
    accent_hue = models.PositiveSmallIntegerField(null=True, blank=True)
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
        ]

    def __str__(self) -> str:
        """Return the name people know."""
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone its days are counted in."""
        return ZoneInfo(self.time_zone)


class FeatureApproval(models.Model):
    """One feature switched on for one district: who approved it, why, when, and when it ended.

    Switching off ends the row, switching on again makes a new one, so the history stays. For URL
    sharing ``grades`` limits it; no list means every grade, students without a grade included.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="approvals")
    feature = models.CharField(max_length=40, choices=Feature)
    grades = ArrayField(models.CharField(max_length=10), null=True, blank=True)
    approved_by = models.CharField(max_length=200)
    reason = models.TextField()
    approved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        """At most one open approval a feature."""

        constraints = [
            *tenant("feature_approval"),
            UniqueConstraint(
                fields=["district", "feature"],
                condition=Q(ended_at=None),
                name="feature_approval_one_open",
            ),
            CheckConstraint(
                condition=Q(grades=None) | Q(feature=Feature.URL_SHARING),
                name="feature_approval_grades_are_for_url_sharing",
            ),
            CheckConstraint(
                condition=~Q(approved_by="") & ~Q(reason=""),
                name="feature_approval_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        """Return the feature's label."""
        return str(Feature(self.feature).label)


def feature_on(feature: Feature, district: OuterRef) -> Exists:
    """Return the condition that ``feature`` is on in the district ``district`` refers to."""
    return Exists(FeatureApproval.objects.filter(district=district, feature=feature, ended_at=None))


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


def active_features(district_id: uuid.UUID) -> set[str]:
    """Return the features that are on in a district."""
    return set(
        FeatureApproval.objects.filter(district_id=district_id, ended_at=None).values_list(
            "feature", flat=True
        )
    )


__all__ = [
    "District",
    "Feature",
    "FeatureApproval",
    "Grade",
    "School",
    "active_features",
    "feature_on",
]
