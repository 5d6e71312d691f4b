"""Who belongs where: memberships of schools, classes and enrolments."""

from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, UniqueConstraint

from districts.actor import Actor, Role
from districts.models.district import District, School
from districts.models.staff import StaffMember
from districts.models.student import Student
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import SortKey, ordered_id


class SchoolMembership(models.Model):
    """A student at a school, with the grade there. Two schools are two rows.

    ``grade`` is the SIS grade when it is one of the known ones, else blank; ``raw_grade`` is what
    the file said. A row that ends stays as history and opens again when the student comes back.
    """

    id = ordered_id()
    # Rows come in millions: the composite keys say all of it, that there is the district too.
    district = models.ForeignKey(District, models.PROTECT, related_name="+", db_constraint=False)
    student = models.ForeignKey(
        Student, models.CASCADE, related_name="memberships", db_constraint=False
    )
    school = models.ForeignKey(
        School, models.PROTECT, related_name="memberships", db_constraint=False
    )
    grade = models.CharField(max_length=10, blank=True)
    raw_grade = models.CharField(max_length=255, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One row a student and school."""

        constraints = [
            *tenant("school_membership", "student", "school"),
            UniqueConstraint(
                fields=["district", "student", "school"], name="school_membership_key"
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "student"],
                condition=Q(ended_at=None),
                name="school_membership_current",
            )
        ]

    def __str__(self) -> str:
        """Return student and school."""
        return f"{self.student_id} @ {self.school_id}"


class ClassGroupQuerySet(models.QuerySet["ClassGroup"]):
    """Classes, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "ClassGroupQuerySet":
        """Return the classes ``actor`` may open; Counsellors and families open none."""
        access.note()
        here = self.filter(district_id=actor.here)
        match actor.role:
            case Role.DISTRICT_ADMIN | Role.SUPPORT_READER:
                return here
            case Role.SCHOOL_ADMIN:
                return here.filter(school__in=actor.school_ids)
            case Role.TEACHER:
                teaching = Enrolment.objects.filter(
                    class_group=OuterRef("pk"), staff=actor.staff_id, ended_at=None
                )
                return here.filter(Exists(teaching), ended_at=None)
            case _:
                return self.none()


class ClassGroup(models.Model):
    """A class of a school."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="classes")
    name = models.CharField(max_length=255)
    sort_name = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(), db_persist=True
    )
    grade = models.CharField(max_length=255, blank=True)
    start_date = models.DateField(null=True)
    end_date = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ClassGroupQuerySet.as_manager()

    class Meta:
        """A class and its school share a district."""

        constraints = [*tenant("class_group", "school")]
        indexes = [
            models.Index(
                fields=["district", "sort_name", "id"],
                condition=Q(ended_at=None),
                name="class_by_name",
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Enrolment(models.Model):
    """A student in a class, or a staff member teaching it."""

    id = ordered_id()
    # Rows come in millions: the composite keys say all of it, that there is the district too.
    district = models.ForeignKey(District, models.PROTECT, related_name="+", db_constraint=False)
    class_group = models.ForeignKey(
        ClassGroup, models.CASCADE, related_name="enrolments", db_constraint=False
    )
    student = models.ForeignKey(
        Student, models.CASCADE, null=True, related_name="enrolments", db_constraint=False
    )
    staff = models.ForeignKey(
        StaffMember, models.CASCADE, null=True, related_name="enrolments", db_constraint=False
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One row a person and class; either a student or a staff member."""

        constraints = [
            *tenant("enrolment", "class_group", "student", "staff"),
            CheckConstraint(
                condition=Q(student=None) ^ Q(staff=None),
                name="enrolment_is_of_one_person",
            ),
            UniqueConstraint(
                fields=["district", "class_group", "student", "staff"],
                nulls_distinct=False,
                name="enrolment_key",
            ),
        ]

    def __str__(self) -> str:
        """Return person and class."""
        return f"{self.student_id or self.staff_id} in {self.class_group_id}"
