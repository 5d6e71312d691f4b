"""SIS connections, and the identities a SIS names."""

from django.db import models
from django.db.models import CheckConstraint, Exists, OuterRef, Q, UniqueConstraint

from districts.actor import Actor, Role
from districts.models.district import District, School
from districts.models.roster import ClassGroup
from districts.models.staff import StaffMember
from districts.models.student import Student
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class SisConnectionQuerySet(models.QuerySet["SisConnection"]):
    """Connections, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "SisConnectionQuerySet":
        """Return a district's connections for a District Admin with full rights.

        A School Admin with full rights sees those whose scope is nothing but their own schools. At
        the schools Maple and Oak: a connection of Maple, of both, but not of Maple and Elm, and not
        one of the whole district.
        """
        access.note()
        here = self.filter(district_id=actor.here)
        if not actor.full:
            return self.none()
        if actor.role is Role.DISTRICT_ADMIN:
            return here
        if actor.role is Role.SCHOOL_ADMIN:
            scope = ConnectionSchool.objects.filter(connection=OuterRef("pk"))
            elsewhere = scope.exclude(school__in=actor.school_ids)
            return here.filter(Exists(scope), ~Exists(elsewhere))
        return self.none()


class ConnectionKind(models.TextChoices):
    """How packages of a connection come."""

    FILES = "files"  # handed in by a person or a command
    INBOX = "inbox"  # put into the district's folder, by SFTP
    PULL = "pull"  # fetched from a OneRoster service


class SisConnection(models.Model):
    """Where packages come from. Absence counts only inside its scope; no schools = the district.

    ``newest_delta_at`` is the latest change that a delta applied so far told of: an older one says
    less than what is known. ``scoped_at`` is when the scope was changed last: runs from before may
    tell of schools it does not name any more.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="connections")
    name = models.SlugField(max_length=64)
    kind = models.CharField(
        max_length=10,
        choices=ConnectionKind,
        default=ConnectionKind.FILES,
        db_default=ConnectionKind.FILES,
    )
    schools: "models.ManyToManyField[School, ConnectionSchool]" = models.ManyToManyField(
        School, through="ConnectionSchool", related_name="connections"
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    newest_delta_at = models.DateTimeField(null=True)
    scoped_at = models.DateTimeField(null=True)

    objects = SisConnectionQuerySet.as_manager()

    class Meta:
        """A name is unique in its district."""

        constraints = [
            *tenant("sis_connection"),
            UniqueConstraint(fields=["district", "name"], name="sis_connection_name_key"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class ConnectionSchool(models.Model):
    """One school of a connection's scope."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    connection = models.ForeignKey(SisConnection, models.CASCADE, related_name="scope")
    school = models.ForeignKey(School, models.CASCADE, related_name="+")

    class Meta:
        """A school stands once in a scope."""

        constraints = [
            *tenant("connection_school", "connection", "school"),
            UniqueConstraint(fields=["connection", "school"], name="connection_school_key"),
        ]

    def __str__(self) -> str:
        """Return both names."""
        return f"{self.connection} at {self.school}"


class ExternalKind(models.TextChoices):
    """The kinds of things a SIS gives ids to."""

    STUDENT = "student"
    STAFF = "staff"
    CLASS = "class"
    SCHOOL = "school"


class ExternalId(models.Model):
    """One identity a source gave: (district, source, kind, id), compared exactly.

    It stays when the thing disappears from the source, so that it comes back as itself;
    ``absent_since`` says since when the source has not named it.
    """

    id = ordered_id()
    # Rows come in millions: the composite keys say all of it, that there is the district too.
    district = models.ForeignKey(District, models.PROTECT, related_name="+", db_constraint=False)
    connection = models.ForeignKey(
        SisConnection, models.PROTECT, related_name="external_ids", db_constraint=False
    )
    kind = models.CharField(max_length=10, choices=ExternalKind)
    value = models.CharField(max_length=512)
    student = models.ForeignKey(
        Student, models.CASCADE, null=True, related_name="external_ids", db_constraint=False
    )
    staff = models.ForeignKey(
        StaffMember, models.CASCADE, null=True, related_name="external_ids", db_constraint=False
    )
    class_group = models.ForeignKey(
        ClassGroup, models.CASCADE, null=True, related_name="external_ids", db_constraint=False
    )
    school = models.ForeignKey(
        School, models.CASCADE, null=True, related_name="external_ids", db_constraint=False
    )
    absent_since = models.DateTimeField(null=True)

    class Meta:
        """An id names one thing, of its kind."""

        constraints = [
            *tenant("external_id", "connection", "student", "staff", "class_group", "school"),
            UniqueConstraint(
                fields=["district", "connection", "kind", "value"],
                name="external_id_key",
            ),
            CheckConstraint(
                condition=Q(
                    kind="student", student__isnull=False, staff=None, class_group=None, school=None
                )
                | Q(kind="staff", staff__isnull=False, student=None, class_group=None, school=None)
                | Q(kind="class", class_group__isnull=False, student=None, staff=None, school=None)
                | Q(
                    kind="school", school__isnull=False, student=None, staff=None, class_group=None
                ),
                name="external_id_names_its_kind",
            ),
        ]

    def __str__(self) -> str:
        """Return kind and id."""
        return f"{self.kind} {self.value}"
