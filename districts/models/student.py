"""Students: who they are, who sees them, and by which name."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q, UniqueConstraint, Value
from django.db.models.functions import Coalesce, Concat, NullIf

from districts.actor import NOBODYS, Actor, Role
from districts.models.district import District
from districts.models.user import User
from districts.public_name import Names, PublicNames
from spacesedu.lib import access
from spacesedu.lib.compiled import any_of
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import SortKey, ordered_id


class StudentQuerySet(models.QuerySet["Student"]):
    """Students, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "StudentQuerySet":
        """Return the students whose records ``actor`` may see.

        A District Admin sees the district's, a School Admin or Counsellor those of their schools,
        a teacher those of their classes, a student themselves. Families reach students through
        their associations, never through this list.
        """
        access.note()
        from_district = self.filter(district_id=actor.here)
        match actor.role:
            case Role.DISTRICT_ADMIN | Role.SUPPORT_READER:
                return from_district
            case Role.SCHOOL_ADMIN | Role.COUNSELLOR:
                return from_district.at_schools(actor)
            case Role.TEACHER:
                return from_district.taught_by(actor)
            case Role.STUDENT:
                return from_district.filter(id=actor.own_record)
            case _:
                return self.none()

    def at_schools(self, actor: Actor) -> "StudentQuerySet":
        """Return the students with a current membership at one of the actor's schools."""
        memberships = self.model._meta.get_field("memberships").related_model
        return self.filter(
            Exists(
                memberships._default_manager.filter(
                    any_of("school", sorted(actor.school_ids)),
                    student=OuterRef("pk"),
                    ended_at=None,
                )
            )
        )

    def taught_by(self, actor: Actor) -> "StudentQuerySet":
        """Return the students enrolled in a class the actor teaches."""
        enrolments = self.model._meta.get_field("enrolments").related_model
        taught = enrolments._default_manager.filter(
            staff=actor.staff_id or NOBODYS, ended_at=None, class_group__ended_at=None
        ).values("class_group")
        return self.filter(
            Exists(
                enrolments._default_manager.filter(
                    student=OuterRef("pk"), ended_at=None, class_group__in=taught
                )
            )
        )

    def active(self) -> "StudentQuerySet":
        """Return the students who are neither gone from the SIS nor deactivated."""
        return self.filter(left_at=None, deactivated_at=None)


class Student(models.Model):
    """A pupil of a district. Leaving makes the record inactive; nothing they made is deleted.

    ``display_name`` is set by an administrator and stands in for the names of the SIS.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="students")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="students")
    student_number = models.CharField(max_length=255, blank=True)
    first_name = models.CharField(max_length=255)
    last_name = models.CharField(max_length=255)
    preferred_first_name = models.CharField(max_length=255, blank=True)
    preferred_last_name = models.CharField(max_length=255, blank=True)
    sort_name = models.GeneratedField(
        expression=SortKey(
            Concat(
                Coalesce(NullIf("preferred_last_name", Value("")), "last_name"),
                Value(" "),
                Coalesce(NullIf("preferred_first_name", Value("")), "first_name"),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    display_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    # Every name and the number in one, so that whatever part is typed finds the row by one index.
    search_text = models.GeneratedField(
        expression=SortKey(
            Concat(
                *("first_name", Value(" "), "last_name", Value(" "), "preferred_first_name"),
                *(Value(" "), "preferred_last_name", Value(" "), "display_name"),
                *(Value(" "), "student_number"),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    email = models.EmailField(blank=True)
    left_at = models.DateTimeField(null=True)
    disabled_since = models.DateTimeField(null=True)
    deactivated_at = models.DateTimeField(null=True)
    deactivated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = StudentQuerySet.as_manager()

    class Meta:
        """An account belongs to one student record a district."""

        constraints = [
            *tenant("student"),
            UniqueConstraint(
                fields=["district", "user"],
                condition=~Q(user=None),
                name="student_user_key",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "sort_name", "id"], name="student_by_name"),
            # The few who left or were deactivated, without walking past everybody else.
            models.Index(
                fields=["district", "sort_name", "id"],
                condition=Q(left_at__isnull=False) | Q(deactivated_at__isnull=False),
                name="student_inactive_by_name",
            ),
            GinIndex(
                fields=["search_text"], opclasses=["gin_trgm_ops"], name="student_by_any_part"
            ),
        ]

    def __str__(self) -> str:
        """Return the name staff use."""
        return self.display_name or f"{self.given_name} {self.family_name}".strip()

    @property
    def names(self) -> Names:
        """Return all of their names."""
        return Names(
            self.first_name,
            self.last_name,
            self.preferred_first_name,
            self.preferred_last_name,
            self.display_name,
        )

    @property
    def given_name(self) -> str:
        """Return the first name they go by."""
        return self.names.given

    @property
    def family_name(self) -> str:
        """Return the last name they go by."""
        return self.names.family

    @property
    def public_name(self) -> str:
        """Return what a visitor reads, as the district's names policy says."""
        return self.names.public(PublicNames(self.district.public_names))
