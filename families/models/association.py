"""The two ties between an adult and a student: the administrators' and the teachers'."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from django.db import models
from django.db.models import Case, CheckConstraint, Q, UniqueConstraint, Value, When
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.models import ClassGroup, District, Student, User
from families.models.contact import FamilyContact
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class AssociationState(StrEnum):
    """States of an association, first match."""

    ENDED = "ended"
    ACTIVE = "active"
    INVITED = "invited"


class Origin(models.TextChoices):
    """Who asked for the association first."""

    SIS = "sis", _("SIS")
    PERSON = "person", _("Added by a person")


class EndReason(models.TextChoices):
    """Why an association ended."""

    REVOKED = "revoked", _("Revoked by an administrator")
    CANCELLED = "cancelled", _("Invitation cancelled")
    DECLINED = "declined", _("Declined")
    DISOWNED = "disowned", _("Said not to be theirs")
    LEFT = "left", _("Left by the family member")
    IMPORT = "import", _("No longer in the SIS")


class AssociationQuerySet[T: "Association"](models.QuerySet[T]):
    """Associations, as somebody sees them and by state."""

    def visible_to(self, actor: Actor) -> Self:
        """Return an adult's own associations, or an administrator's students'."""
        access.note()
        if actor.role is Role.FAMILY:
            return self.filter(contact__user_id=actor.user_id)
        if not actor.is_admin:
            return self.none()
        here = self.filter(district_id=actor.here)
        if actor.whole_district:
            return here
        return here.filter(student__in=Student.objects.visible_to(actor))

    def open(self) -> Self:
        """Return those that are invited or active."""
        return self.filter(ended_at=None)

    def active(self) -> Self:
        """Return those that were accepted, have not ended, and whose adult may sign in."""
        return self.filter(ended_at=None, started_at__isnull=False, contact__disabled_since=None)

    def with_state(self) -> "models.QuerySet[Any]":
        """Annotate ``state_now``, equal to ``state()``."""
        return self.annotate(
            state_now=Case(
                When(ended_at__isnull=False, then=Value(AssociationState.ENDED.value)),
                When(started_at__isnull=False, then=Value(AssociationState.ACTIVE.value)),
                default=Value(AssociationState.INVITED.value),
                output_field=models.CharField(),
            )
        )


class Association(models.Model):
    """What both ties share: invited when somebody asks, active on acceptance, ended once."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin)
    relationship = models.CharField(max_length=60, blank=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    end_reason = models.CharField(max_length=10, choices=EndReason, blank=True)

    class Meta:
        """Shared by the two tables."""

        abstract = True

    def state(self) -> AssociationState:
        """Return the state the facts add up to."""
        if self.ended_at is not None:
            return AssociationState.ENDED
        return AssociationState.ACTIVE if self.started_at is not None else AssociationState.INVITED

    def end(self, *, at: datetime, by_id: int | None, reason: EndReason) -> None:
        """Note the end in memory; the caller saves."""
        self.ended_at, self.ended_by_id, self.end_reason = at, by_id, reason


class SchoolAssociation(Association):
    """The administrators' tie: gives what sits outside a class, the student's portfolios.

    ``missing_since`` flags one whose SIS link disappeared while automatic removal is off.
    """

    contact = models.ForeignKey(FamilyContact, models.CASCADE, related_name="associations")
    student = models.ForeignKey(Student, models.CASCADE, related_name="school_associations")
    missing_since = models.DateTimeField(null=True)

    objects = AssociationQuerySet["SchoolAssociation"].as_manager()

    class Meta:
        """One open association a pair; an end has a time and a reason."""

        constraints = [
            *tenant("school_association", "contact", "student"),
            UniqueConstraint(
                fields=["district", "contact", "student"],
                condition=Q(ended_at=None),
                name="school_association_one_open",
            ),
            CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="school_association_end_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["student"], condition=Q(ended_at=None), name="school_assoc_open")
        ]

    def __str__(self) -> str:
        """Return adult and student."""
        return f"{self.contact_id} – {self.student_id}"


class ClassAssociationQuerySet(AssociationQuerySet["ClassAssociation"]):
    """Class associations belong to whoever opens the class."""

    def visible_to(self, actor: Actor) -> Self:
        """Return an adult's own, or those of the classes a teacher or administrator may open.

        Counsellors open no class, so they see none, though they see school associations.
        """
        access.note()
        if actor.role is Role.FAMILY:
            return self.filter(contact__user_id=actor.user_id)
        classes = ClassGroup.objects.visible_to(actor)
        return self.filter(district_id=actor.here, class_group__in=classes)


class ClassAssociation(Association):
    """The teachers' tie: gives class things, never a portfolio."""

    contact = models.ForeignKey(FamilyContact, models.CASCADE, related_name="class_associations")
    student = models.ForeignKey(Student, models.CASCADE, related_name="class_associations")
    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="associations")

    objects = ClassAssociationQuerySet.as_manager()

    class Meta:
        """One open association a pair and class; an end has a time and a reason."""

        constraints = [
            *tenant("class_association", "contact", "student", "class_group"),
            UniqueConstraint(
                fields=["district", "contact", "student", "class_group"],
                condition=Q(ended_at=None),
                name="class_association_one_open",
            ),
            CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="class_association_end_has_reason",
            ),
        ]

    def __str__(self) -> str:
        """Return adult, student and class."""
        return f"{self.contact_id} – {self.student_id} in {self.class_group_id}"
