"""Adults as a district knows them, before and after they have an account."""

import uuid

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from districts.actor import Actor, Role
from districts.models import District, SisConnection, Student, User
from spacesedu.lib import access
from spacesedu.lib.constraints import tenant
from spacesedu.lib.db import ordered_id


class FamilyContactQuerySet(models.QuerySet["FamilyContact"]):
    """Adults, as somebody sees them."""

    def visible_to(self, actor: Actor) -> "FamilyContactQuerySet":
        """Return the adults linked to students of the actor's schools; a family sees itself."""
        access.note()
        if actor.role is Role.FAMILY:
            return self.filter(user_id=actor.user_id)
        if not actor.is_admin:
            return self.none()
        students = Student.objects.visible_to(actor)
        return (
            self.filter(district_id=actor.here)
            .filter(Q(associations__student__in=students) | Q(sis_links__student__in=students))
            .distinct()
        )


class FamilyContact(models.Model):
    """One adult of one district: the folded e-mail is who they are until they have an account.

    ``email`` is what mail is sent to; ``email_key`` its case-folded form, unique in the district.
    While the SIS has the adult disabled they get no mail and see nothing here; their ties stay.
    """

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    email = models.EmailField()
    email_key = models.CharField(max_length=254)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="contacts")
    first_name = models.CharField(max_length=255, blank=True)
    last_name = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=10, blank=True)
    disabled_since = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = FamilyContactQuerySet.as_manager()

    class Meta:
        """One contact an address; an account with two addresses may have accepted as both."""

        constraints = [
            *tenant("family_contact"),
            UniqueConstraint(fields=["district", "email_key"], name="family_contact_email_key"),
            CheckConstraint(condition=~Q(email_key=""), name="family_contact_has_email"),
        ]

    def __str__(self) -> str:
        """Return the name, else the address."""
        return f"{self.first_name} {self.last_name}".strip() or self.email


class SisContactId(models.Model):
    """The id a source gives an adult, compared exactly: it stays when the address changes.

    Sources that give none know an adult by the address alone.
    """

    id = ordered_id()
    # Rows come in millions: the composite keys say all of it, that there is the district too.
    district = models.ForeignKey(District, models.PROTECT, related_name="+", db_constraint=False)
    connection = models.ForeignKey(
        SisConnection, models.PROTECT, related_name="+", db_constraint=False
    )
    value = models.CharField(max_length=512)
    contact = models.ForeignKey(
        FamilyContact, models.CASCADE, related_name="sis_ids", db_constraint=False
    )

    class Meta:
        """An id names one adult; an adult may have several."""

        constraints = [
            *tenant("sis_contact_id", "connection", "contact"),
            UniqueConstraint(fields=["district", "connection", "value"], name="sis_contact_id_key"),
        ]

    def __str__(self) -> str:
        """Return the id."""
        return self.value


class SisFamilyLink(models.Model):
    """What a SIS says: this adult belongs to this student. It opens nothing by itself.

    It fills the teachers' Invite Family list and, where the district has asked for it, causes a
    school association. ``absent_since`` is set when the source stops saying so. Either side's
    record may name the other: ``by_student``, ``by_adult``.
    """

    id = ordered_id()
    # Rows come in millions: the composite keys say all of it, that there is the district too.
    district = models.ForeignKey(District, models.PROTECT, related_name="+", db_constraint=False)
    connection = models.ForeignKey(
        SisConnection, models.PROTECT, related_name="+", db_constraint=False
    )
    contact = models.ForeignKey(
        FamilyContact, models.CASCADE, related_name="sis_links", db_constraint=False
    )
    student = models.ForeignKey(
        Student, models.CASCADE, related_name="sis_family_links", db_constraint=False
    )
    by_student = models.BooleanField(default=True, db_default=True)
    by_adult = models.BooleanField(default=False, db_default=False)
    absent_since = models.DateTimeField(null=True)

    class Meta:
        """One row a source, adult and student."""

        constraints = [
            *tenant("sis_family_link", "connection", "contact", "student"),
            UniqueConstraint(
                fields=["district", "connection", "contact", "student"],
                name="sis_family_link_key",
            ),
        ]

    def __str__(self) -> str:
        """Return adult and student."""
        return f"{self.contact_id} – {self.student_id}"


class Bar(models.Model):
    """A "do not link": the two are not to be associated until a person lifts it."""

    id = ordered_id()
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    contact = models.ForeignKey(FamilyContact, models.CASCADE, related_name="bars")
    student = models.ForeignKey(Student, models.CASCADE, related_name="family_bars")
    reason = models.CharField(max_length=40)
    barred_at = models.DateTimeField()
    barred_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One open bar a pair."""

        constraints = [
            *tenant("family_bar", "contact", "student"),
            UniqueConstraint(
                fields=["district", "contact", "student"],
                condition=Q(lifted_at=None),
                name="family_bar_one_open",
            ),
        ]

    def __str__(self) -> str:
        """Return the pair."""
        return f"{self.contact_id} ≠ {self.student_id}"


def contact_ids_of(user_id: int) -> models.QuerySet[FamilyContact, uuid.UUID]:
    """Return the ids of the contacts an account has accepted, over all districts."""
    return FamilyContact.objects.filter(user_id=user_id).values_list("id", flat=True)
