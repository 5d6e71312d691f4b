"""Portfolio Templates: what a district asks its students to collect, for whom, and how open."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import CheckConstraint, Deferrable, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.models import District, School
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import opaque_id, ordered_id

MAX_SECTIONS = 20


class TeacherAccess(models.TextChoices):
    """Which students' portfolios a teacher may open."""

    SCHOOL = "school", _("All students at the school")
    CLASSES = "classes", _("Only students in their classes")


class FamilyView(models.TextChoices):
    """When linked families see a portfolio."""

    WITH_SHARING = "with_sharing", _("While Student URL Sharing is on")
    ALWAYS = "always", _("Always")


class TemplateState(models.TextChoices):
    """Where a template stands, first match."""

    ARCHIVED = "archived", _("Archived")
    PUBLISHED = "published", _("Published")
    DRAFT = "draft", _("Draft")


class PortfolioTemplateQuerySet(models.QuerySet["PortfolioTemplate"]):
    """Templates, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "PortfolioTemplateQuerySet":
        """Return the district's templates for its admins and teachers; drafts for admins only."""
        access.note()
        here = self.filter(district_id=actor.here)
        if actor.role is Role.DISTRICT_ADMIN:
            return here
        if actor.role is Role.TEACHER or actor.is_admin:
            return (
                here.filter(published_at__isnull=False)
                .filter(Q(schools=None) | Q(schools__in=actor.school_ids))
                .distinct()
            )
        return self.none()

    def published(self) -> "PortfolioTemplateQuerySet":
        """Return those that are published and not archived."""
        return self.filter(published_at__isnull=False, archived_at=None)

    def in_state(self, state: TemplateState) -> "PortfolioTemplateQuerySet":
        """Return those that stand there, as ``PortfolioTemplate.state`` says it of one."""
        match state:
            case TemplateState.ARCHIVED:
                return self.filter(archived_at__isnull=False)
            case TemplateState.PUBLISHED:
                return self.published()
            case TemplateState.DRAFT:
                return self.filter(published_at=None)


class PortfolioTemplate(models.Model):
    """A template: its name is the title everybody sees.

    The audience is the district, or the schools named; ``grades`` (none = all) limits it further.
    ``student_url_sharing`` is the template's gate for share links.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="templates")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    schools: "models.ManyToManyField[School, TemplateSchool]" = models.ManyToManyField(
        School, through="TemplateSchool", related_name="+"
    )
    grades = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    teacher_access = models.CharField(
        max_length=10, choices=TeacherAccess, default=TeacherAccess.CLASSES
    )
    student_url_sharing = models.BooleanField(default=False)
    family_view = models.CharField(
        max_length=20, choices=FamilyView, default=FamilyView.WITH_SHARING
    )
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    content_version = models.PositiveIntegerField(default=0, db_default=0)

    objects = PortfolioTemplateQuerySet.as_manager()

    class Meta:
        """Only what was published can be archived."""

        constraints = [
            *tenant("portfolio_template"),
            CheckConstraint(
                condition=Q(archived_at=None) | Q(published_at__isnull=False),
                name="portfolio_template_archived_was_published",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.name

    @property
    def state(self) -> TemplateState:
        """Return the state the facts add up to."""
        if self.archived_at is not None:
            return TemplateState.ARCHIVED
        return TemplateState.DRAFT if self.published_at is None else TemplateState.PUBLISHED


class TemplateSchool(models.Model):
    """One school of a template's audience."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    template = models.ForeignKey(PortfolioTemplate, models.CASCADE, related_name="school_rows")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")

    class Meta:
        """A school once a template."""

        constraints = [
            *tenant("template_school", "template", "school"),
            UniqueConstraint(fields=["district", "template", "school"], name="template_school_key"),
        ]

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.template_id} for {self.school_id}"


class Section(models.Model):
    """A named section of a template, in order. Its id stands in public addresses."""

    id = opaque_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    template = models.ForeignKey(PortfolioTemplate, models.CASCADE, related_name="sections")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """Sections in order, no two at one place, at most twenty."""

        ordering = ["position"]
        constraints = [
            *tenant("section", "template"),
            # Looked at when the transaction ends, so that two sections can change places.
            ExclusionConstraint(
                expressions=[
                    ("template", RangeOperators.EQUAL),
                    ("position", RangeOperators.EQUAL),
                ],
                condition=Q(removed_at=None),
                deferrable=Deferrable.DEFERRED,
                name="section_one_a_place",
            ),
            CheckConstraint(condition=Q(position__lt=MAX_SECTIONS), name="section_at_most_twenty"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
