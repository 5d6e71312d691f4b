"""What is off until Support switches it on, with approval; and what a district narrows again."""

import uuid
from enum import StrEnum

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Exists, F, OuterRef, Q, UniqueConstraint
from django.utils.translation import gettext_lazy

from districts.models.district import District
from districts.models.user import User
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


BY_SCHOOL = (Feature.PORTFOLIOS, Feature.ASSOCIATIONS)
"""What may be limited to some of a district's schools."""


class FeatureApproval(models.Model):
    """One feature switched on for one district: who approved it, why, when, and when it ended.

    Switching off ends the row, switching on again makes a new one, so the history stays. For URL
    sharing ``grades`` limits it; no list means every grade, students without a grade included.
    Portfolios and the associations may be limited to ``school_ids``; None means every school.
    The approval is a ceiling: a District Admin may narrow what it allows, never widen it.
    ``approved_on`` is the day the district approved, ``approved_at`` when Support switched; None
    for approvals from before the day was asked for.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="approvals")
    feature = models.CharField(max_length=40, choices=Feature)
    grades = ArrayField(models.CharField(max_length=10), null=True, blank=True)
    school_ids = ArrayField(models.UUIDField(), null=True, blank=True)
    approved_by = models.CharField(max_length=200)
    reason = models.TextField()
    approved_on = models.DateField(null=True)
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
                condition=Q(school_ids=None) | Q(feature__in=BY_SCHOOL),
                name="feature_approval_schools_are_for_some",
            ),
            CheckConstraint(
                condition=~Q(approved_by="") & ~Q(reason=""),
                name="feature_approval_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        """Return the feature's label."""
        return str(Feature(self.feature).label)


class FeatureNarrowing(models.Model):
    """What a District Admin takes back of one approved feature, until they give it free again.

    Either ``off`` altogether, or limited to ``grades`` or ``school_ids``. What is allowed is the
    approval *and* the narrowing: no narrowing ever lets in what the approval keeps out.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="narrowings")
    feature = models.CharField(max_length=40, choices=Feature)
    off = models.BooleanField(default=False)
    grades = ArrayField(models.CharField(max_length=10), null=True, blank=True)
    school_ids = ArrayField(models.UUIDField(), null=True, blank=True)
    narrowed_at = models.DateTimeField()
    narrowed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        """At most one open narrowing a feature, and each takes something away."""

        constraints = [
            *tenant("feature_narrowing"),
            UniqueConstraint(
                fields=["district", "feature"],
                condition=Q(ended_at=None),
                name="feature_narrowing_one_open",
            ),
            CheckConstraint(
                condition=Q(off=True) | Q(grades__isnull=False) | Q(school_ids__isnull=False),
                name="feature_narrowing_narrows",
            ),
            CheckConstraint(
                condition=Q(grades=None) | Q(feature=Feature.URL_SHARING),
                name="feature_narrowing_grades_are_for_url_sharing",
            ),
            CheckConstraint(
                condition=Q(school_ids=None) | Q(feature__in=BY_SCHOOL),
                name="feature_narrowing_schools_are_for_some",
            ),
        ]

    def __str__(self) -> str:
        """Return the feature's label."""
        return str(Feature(self.feature).label)


def feature_on(
    feature: Feature, district: OuterRef | F, *, school: OuterRef | F | None = None
) -> Q:
    """Return the condition that ``feature`` is on in a district, or at one of its schools.

    Without ``school``: on for the district, at whichever schools. With it: the approval and the
    district's own narrowing both hold that school, too.
    """
    approvals = FeatureApproval.objects.filter(district=district, feature=feature, ended_at=None)
    narrowings = FeatureNarrowing.objects.filter(district=district, feature=feature, ended_at=None)
    takes_away = Q(off=True)
    if school is not None:
        approvals = approvals.filter(Q(school_ids=None) | Q(school_ids__contains=[school]))
        takes_away |= Q(school_ids__isnull=False) & ~Q(school_ids__contains=[school])
    return Q(Exists(approvals)) & ~Q(Exists(narrowings.filter(takes_away)))


def active_features(district_id: uuid.UUID) -> set[str]:
    """Return the features that are on in a district, at all of its schools or at some."""
    approved = FeatureApproval.objects.filter(district_id=district_id, ended_at=None)
    switched_off = FeatureNarrowing.objects.filter(
        district_id=district_id, off=True, ended_at=None
    ).values("feature")
    return set(approved.exclude(feature__in=switched_off).values_list("feature", flat=True))
