"""One adult and one student in an import, in whatever state a test needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from districts.models import ImportRun, OutboundEmail, Student
from families.models import (
    Bar,
    EndReason,
    FamilyContact,
    FamilyInvitation,
    Origin,
    SchoolAssociation,
    SisFamilyLink,
)
from spacesedu.lib import clock
from tests.factories import FamilyContactFactory, SchoolAssociationFactory, UserFactory
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing

ADDRESS = "parent05@home.example"
CHILD = "s05"


@dataclass
class Pair:
    """An adult and a student; the parent of student s05, who has no other child here."""

    importing: Importing
    address: str = ADDRESS
    child: str = CHILD

    @property
    def student(self) -> Student:
        found = Student.objects.filter(district=self.importing.district)
        return found.filter(external_ids__value=self.child).distinct().get()

    @property
    def contact(self) -> FamilyContact:
        return FamilyContact.objects.get(district=self.importing.district, email_key=self.address)

    @property
    def associations(self) -> QuerySet[SchoolAssociation]:
        return SchoolAssociation.objects.filter(
            contact__email_key=self.address, student=self.student
        ).order_by("invited_at", "id")

    @property
    def association(self) -> SchoolAssociation:
        association = self.associations.last()
        assert association is not None
        return association

    @property
    def link(self) -> SisFamilyLink:
        return SisFamilyLink.objects.get(contact=self.contact, student=self.student)

    @property
    def invitation(self) -> FamilyInvitation:
        return self.invitations.get()

    @property
    def invitations(self) -> QuerySet[FamilyInvitation]:
        return FamilyInvitation.objects.filter(contact=self.contact)

    @property
    def state(self) -> str:
        """Return the latest association's state, or ``none``."""
        association = self.associations.last()
        return association.state().value if association else "none"

    @property
    def mails(self) -> int:
        return OutboundEmail.objects.filter(recipient=self.address).count()


def with_parent() -> Sample:
    return sample()


def without_parent() -> Sample:
    package = sample()
    package.drop("Family", lambda row: row["Email"] == ADDRESS)
    return package


def named(pair: Pair) -> bool:
    """Tell whether the SIS names the two."""
    return SisFamilyLink.objects.filter(
        contact__email_key=pair.address, student=pair.student, absent_since=None
    ).exists()


type Setup = Callable[[Pair], None]


def nothing(_pair: Pair) -> None:
    """Leave the pair as the first import made it: invited."""


def accepted(pair: Pair) -> None:
    """Let the parent accept."""
    contact = pair.contact
    contact.user = UserFactory.create()
    contact.save()
    pair.associations.update(started_at=clock.now())
    pair.invitations.update(accepted_at=clock.now(), accepted_by=contact.user)


def expired(pair: Pair) -> None:
    pair.invitations.update(expires_at=clock.now() - timedelta(days=1))


def bounced(pair: Pair) -> None:
    pair.invitations.update(bounced_at=clock.now())


def ended(reason: EndReason) -> Setup:
    """End the pair, as a person does."""

    def end(pair: Pair) -> None:
        pair.associations.update(ended_at=clock.now(), end_reason=reason)
        answer = {
            EndReason.DECLINED: "declined_at",
            EndReason.DISOWNED: "disowned_at",
        }.get(reason, "revoked_at")
        pair.invitations.filter(accepted_at=None).update(**{answer: clock.now()})

    return end


def ended_after_acceptance(reason: EndReason) -> Setup:
    """Let the parent accept, and somebody end it after that."""

    def end(pair: Pair) -> None:
        accepted(pair)
        ended(reason)(pair)

    return end


def barred(pair: Pair) -> None:
    ended(EndReason.REVOKED)(pair)
    Bar.objects.create(
        district=pair.importing.district,
        contact=pair.contact,
        student=pair.student,
        reason="do_not_link",
        barred_at=clock.now(),
    )


def bar_lifted(pair: Pair) -> None:
    barred(pair)
    Bar.objects.filter(contact=pair.contact).update(lifted_at=clock.now())


def ended_by_import(pair: Pair) -> None:
    pair.associations.update(ended_at=clock.now(), end_reason=EndReason.IMPORT)
    run = ImportRun.objects.filter(district=pair.importing.district).latest("received_at")
    pair.invitations.filter(accepted_at=None).update(ended_by_run=run)


def added_by_an_admin(pair: Pair) -> None:
    """Let the SIS never have named the adult, whom an administrator has added."""
    contact = FamilyContactFactory.create(district=pair.importing.district, email=pair.address)
    SchoolAssociationFactory.create(
        contact=contact, student=pair.student, origin=Origin.PERSON, started_at=None
    )
