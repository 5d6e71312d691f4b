"""Who works in a district: people with or without an account, and their roles."""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, UniqueConstraint, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.models.district import District, School
from districts.models.user import User
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import SortKey, ordered_id


class StaffMemberQuerySet(models.QuerySet["StaffMember"]):
    """Staff, as somebody sees them."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the district's staff for a District Admin, their schools' for a School Admin.

        A school's staff are those with a role there that has not ended, approved or not. Nobody
        else reads the list: teachers meet colleagues on the pages of their classes.
        """
        access.note()
        here = self.filter(district_id=actor.here)
        match actor.role:
            case Role.DISTRICT_ADMIN | Role.SUPPORT_READER:
                return here
            case Role.SCHOOL_ADMIN:
                roles = StaffRole.objects.filter(
                    staff=OuterRef("pk"), school__in=actor.school_ids, ended_at=None
                )
                return here.filter(Exists(roles))
            case _:
                return self.none()

    def active(self) -> Self:
        """Return those who neither left by the SIS nor were deactivated."""
        return self.filter(left_at=None, deactivated_at=None)


class StaffMember(models.Model):
    """Somebody who works in a district, with or without an account yet."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="staff")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="staff")
    first_name = models.CharField(max_length=255)
    last_name = models.CharField(max_length=255)
    sort_name = models.GeneratedField(
        expression=SortKey(Concat("last_name", Value(" "), "first_name")),
        output_field=models.TextField(),
        db_persist=True,
    )
    email = models.EmailField(blank=True)
    left_at = models.DateTimeField(null=True)
    disabled_since = models.DateTimeField(null=True)
    deactivated_at = models.DateTimeField(null=True)
    deactivated_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = StaffMemberQuerySet.as_manager()

    class Meta:
        """One row a person and district."""

        constraints = [
            *tenant("staff_member"),
            UniqueConstraint(
                fields=["district", "user"],
                condition=~Q(user=None),
                name="staff_member_user_key",
            ),
        ]
        indexes = [models.Index(fields=["district", "sort_name", "id"], name="staff_by_name")]

    def __str__(self) -> str:
        """Return the full name."""
        return f"{self.first_name} {self.last_name}".strip()


class StaffRoleKind(models.TextChoices):
    """The roles that staff can hold."""

    DISTRICT_ADMIN = Role.DISTRICT_ADMIN.value, _("District Admin")
    SCHOOL_ADMIN = Role.SCHOOL_ADMIN.value, _("School Admin")
    COUNSELLOR = Role.COUNSELLOR.value, _("Counsellor")
    TEACHER = Role.TEACHER.value, _("Teacher")


class StaffRoleQuerySet(models.QuerySet["StaffRole"]):
    """Roles, as somebody sees them and by what they count for."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the district's roles for a District Admin, for a School Admin their schools'.

        What a teacher of Maple School also does at Cedar School is not told to Maple's office.
        """
        access.note()
        here = self.filter(district_id=actor.here)
        match actor.role:
            case Role.DISTRICT_ADMIN | Role.SUPPORT_READER:
                return here
            case Role.SCHOOL_ADMIN:
                return here.filter(school__in=actor.school_ids)
            case _:
                return self.none()

    def open(self) -> Self:
        """Return those that have not ended; some may wait for approval."""
        return self.filter(ended_at=None)

    def counting(self) -> Self:
        """Return those that give their powers now, as far as the role decides."""
        return self.filter(ended_at=None, approved_at__isnull=False)

    def running_districts(self) -> Self:
        """Return full rights over a district, of those who can sign in and use them.

        Somebody invited does not count: they may never come.
        """
        return self.counting().filter(
            role=StaffRoleKind.DISTRICT_ADMIN,
            full=True,
            staff__left_at=None,
            staff__deactivated_at=None,
            staff__user__is_active=True,
        )


class StaffRole(models.Model):
    """One role of a staff member, in the district or at one school.

    A role counts from its approval until its end; an imported administrator waits for a District
    Admin's approval. ``from_sis`` tells the roles an import may end from those people gave.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    staff = models.ForeignKey(StaffMember, models.CASCADE, related_name="roles")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, choices=StaffRoleKind)
    full = models.BooleanField(default=False)
    from_sis = models.BooleanField(default=False)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = StaffRoleQuerySet.as_manager()

    class Meta:
        """District roles have no school, the others have one; no role twice."""

        constraints = [
            *tenant("staff_role", "staff", "school"),
            CheckConstraint(
                condition=Q(role=StaffRoleKind.DISTRICT_ADMIN, school=None)
                | (~Q(role=StaffRoleKind.DISTRICT_ADMIN) & Q(school__isnull=False)),
                name="staff_role_school_fits",
            ),
            UniqueConstraint(
                fields=["district", "staff", "role", "school"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="staff_role_one_open",
            ),
        ]

    def __str__(self) -> str:
        """Return the role's label."""
        return str(StaffRoleKind(self.role).label)
