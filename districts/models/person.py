"""Accounts, staff and students. What somebody is follows from rows, never from a column."""

from typing import ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models import (
    CheckConstraint,
    Exists,
    OuterRef,
    Q,
    UniqueConstraint,
    Value,
)
from django.db.models.functions import Coalesce, Concat, Lower, NullIf
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.models.district import District, School
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import SortKey, ordered_id


class UserManager(BaseUserManager["User"]):
    """Creates accounts; sign-in looks them up by e-mail or by ``slug:username``."""

    def create_user(
        self, *, email: str | None = None, username: str | None = None, **extra: object
    ) -> "User":
        """Create an account without a usable password; the caller sets one."""
        user = self.model(email=email.casefold() if email else None, username=username, **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One person's account, in any number of districts and roles.

    ``email`` mirrors the primary verified address that allauth keeps; ``username`` is
    ``slug:name`` for a pupil whose district gives usernames, so it is unique in the installation.
    """

    # NULL, not "": many have none, and both are unique.
    email = models.EmailField(_("e-mail"), null=True, blank=True)  # noqa: DJ001
    username = models.CharField(max_length=120, null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)
    is_support = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        """Everybody signs in with something."""

        constraints = [
            # On the plain column: sign-in looks for the folded address, in the index and at once.
            UniqueConstraint(fields=["email"], name="user_email_key"),
            CheckConstraint(
                condition=Q(email=None) | Q(email=Lower("email")), name="user_email_is_folded"
            ),
            CheckConstraint(
                condition=Q(username=None) | Q(username=Lower("username")),
                name="user_username_is_folded",
            ),
            CheckConstraint(
                condition=Q(email__isnull=False) | Q(username__isnull=False),
                name="user_has_email_or_username",
            ),
        ]

    def __str__(self) -> str:
        """Return a name to show."""
        return self.name or self.email or (self.username or "").partition(":")[2]


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

    def __str__(self) -> str:
        """Return the full name."""
        return f"{self.first_name} {self.last_name}".strip()


class StaffRoleKind(models.TextChoices):
    """The roles that staff can hold."""

    DISTRICT_ADMIN = Role.DISTRICT_ADMIN.value, _("District Admin")
    SCHOOL_ADMIN = Role.SCHOOL_ADMIN.value, _("School Admin")
    COUNSELLOR = Role.COUNSELLOR.value, _("Counsellor")
    TEACHER = Role.TEACHER.value, _("Teacher")


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
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

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
            case Role.DISTRICT_ADMIN:
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
                    student=OuterRef("pk"), school__in=actor.school_ids, ended_at=None
                )
            )
        )

    def taught_by(self, actor: Actor) -> "StudentQuerySet":
        """Return the students enrolled in a class the actor teaches."""
        enrolments = self.model._meta.get_field("enrolments").related_model
        taught = enrolments._default_manager.filter(
            staff=actor.staff_id, ended_at=None, class_group__ended_at=None
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
    """A pupil of a district. Leaving makes the record inactive; nothing they made is deleted."""

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
    email = models.EmailField(blank=True)
    left_at = models.DateTimeField(null=True)
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
        indexes = [models.Index(fields=["district", "sort_name", "id"], name="student_by_name")]

    def __str__(self) -> str:
        """Return the name staff use."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def given_name(self) -> str:
        """Return the first name they go by."""
        return self.preferred_first_name or self.first_name

    @property
    def family_name(self) -> str:
        """Return the last name they go by."""
        return self.preferred_last_name or self.last_name

    @property
    def public_name(self) -> str:
        """Return what a visitor reads: first name and initial."""
        initial = self.family_name[:1]
        return f"{self.given_name} {initial}." if initial else self.given_name
