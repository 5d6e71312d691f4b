"""Adults, their ties to students, and invitations."""

from datetime import timedelta
from typing import Any

from factory.declarations import LazyAttribute

from districts.models import Student
from families.models import (
    VALID_FOR,
    Bar,
    ClassAssociation,
    FamilyContact,
    FamilyInvitation,
    FormerLink,
    Origin,
    SchoolAssociation,
    SisContactId,
    SisFamilyLink,
)
from spacesedu.lib import tokens
from tests.factories.districts import (
    ClassGroupFactory,
    ConnectionFactory,
    DistrictFactory,
    ImportRunFactory,
    StudentFactory,
)
from tests.factories.rows import IdFactory, SelfAttribute, Sequence, SubFactory, beside, now


class FamilyContactFactory(IdFactory[FamilyContact]):
    """An adult without an account yet."""

    district = SubFactory(DistrictFactory)
    email = Sequence(lambda n: f"Adult{n}@example.org")
    email_key = LazyAttribute(lambda contact: contact.email.casefold())
    created_at = now


class SchoolAssociationFactory(IdFactory[SchoolAssociation]):
    """An active school association; ``started_at=None`` makes it invited."""

    contact = SubFactory(FamilyContactFactory)
    district = SelfAttribute("contact.district")
    student = beside(StudentFactory)
    origin = Origin.SIS
    invited_at = now
    started_at = now


class ClassAssociationFactory(IdFactory[ClassAssociation]):
    """An active class association."""

    contact = SubFactory(FamilyContactFactory)
    district = SelfAttribute("contact.district")
    student = beside(StudentFactory)
    class_group = SubFactory(
        ClassGroupFactory,
        district=SelfAttribute("..district"),
        school__district=SelfAttribute("..district"),
    )
    origin = Origin.PERSON
    invited_at = now
    started_at = now


class SisFamilyLinkFactory(IdFactory[SisFamilyLink]):
    """A SIS says that an adult belongs to a student."""

    contact = SubFactory(FamilyContactFactory)
    district = SelfAttribute("contact.district")
    connection = beside(ConnectionFactory)
    student = beside(StudentFactory)


class SisContactIdFactory(IdFactory[SisContactId]):
    """What a source calls an adult."""

    contact = SubFactory(FamilyContactFactory)
    district = SelfAttribute("contact.district")
    connection = beside(ConnectionFactory)
    value = Sequence(lambda n: f"adult-{n}")


class BarFactory(IdFactory[Bar]):
    """An adult who is not to be linked with a student."""

    contact = SubFactory(FamilyContactFactory)
    district = SelfAttribute("contact.district")
    student = beside(StudentFactory)
    reason = "revoked"
    barred_at = now


class FamilyInvitationFactory(IdFactory[FamilyInvitation]):
    """An invitation that was sent a minute after it was queued."""

    contact = SubFactory(FamilyContactFactory)
    district = SelfAttribute("contact.district")
    queued_at = now
    sent_at = LazyAttribute(lambda invitation: invitation.queued_at + timedelta(minutes=1))
    expires_at = LazyAttribute(lambda invitation: invitation.queued_at + VALID_FOR)

    @classmethod
    def for_student(cls, student: Student, **kwargs: Any) -> FamilyInvitation:  # noqa: ANN401 -- passed on to the factory
        """Save an invitation with the invited association it is for."""
        invitation = cls.create(contact__district=student.district, **kwargs)
        SchoolAssociationFactory.create(
            contact=invitation.contact, student=student, started_at=None
        )
        return invitation


class FormerLinkFactory(IdFactory[FormerLink]):
    """A link that a run has replaced, since its adult has another address."""

    invitation = SubFactory(FamilyInvitationFactory)
    district = SelfAttribute("invitation.district")
    run = SubFactory(ImportRunFactory, connection__district=SelfAttribute("...district"))
    kid = "1"
    handle = LazyAttribute(lambda _link: bytes(tokens.HANDLE_BYTES))
    nonce = LazyAttribute(lambda _link: bytes(tokens.NONCE_BYTES))
