"""One adult and one student in an import, in whatever state a test needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from districts.models import OutboundEmail, Student
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
    """The parent of student s05, who has no other child here."""

    importing: Importing

    @property
    def student(self) -> Student:
        return Student.objects.get(district=self.importing.district, external_ids__value=CHILD)

    @property
    def contact(self) -> FamilyContact:
        return FamilyContact.objects.get(district=self.importing.district, email_key=ADDRESS)

    @property
    def associations(self) -> QuerySet[SchoolAssociation]:
        return SchoolAssociation.objects.filter(
            contact__email_key=ADDRESS, student=self.student
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
        return FamilyInvitation.objects.get(contact=self.contact)

    @property
    def state(self) -> str:
        """Return the latest association's state, or ``none``."""
        association = self.associations.last()
        return association.state().value if association else "none"

    @property
    def mails(self) -> int:
        return OutboundEmail.objects.filter(recipient=ADDRESS).count()


def with_parent() -> Sample:
    return sample()


def without_parent() -> Sample:
    package = sample()
    package.drop("Family", lambda row: row["Email"] == ADDRESS)
    return package


type Setup = Callable[[Pair], None]


def nothing(_pair: Pair) -> None:
    """Leave the pair as the first import made it: invited."""


def accepted(pair: Pair) -> None:
    """Let the parent accept."""
    contact = pair.contact
    contact.user = UserFactory.create()
    contact.save()
    pair.associations.update(started_at=clock.now())
    FamilyInvitation.objects.filter(contact=contact).update(
        accepted_at=clock.now(), accepted_by=contact.user
    )


def expired(pair: Pair) -> None:
    FamilyInvitation.objects.update(expires_at=clock.now() - timedelta(days=1))


def bounced(pair: Pair) -> None:
    FamilyInvitation.objects.update(bounced_at=clock.now())


def ended(reason: EndReason) -> Setup:
    """End the pair, as a person does."""

    def end(pair: Pair) -> None:
        pair.associations.update(ended_at=clock.now(), end_reason=reason)
        pair_invitation = FamilyInvitation.objects.filter(contact=pair.contact)
        if reason is EndReason.DECLINED:
            pair_invitation.update(declined_at=clock.now())
        else:
            pair_invitation.update(revoked_at=clock.now())

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
    Bar.objects.update(lifted_at=clock.now())


def ended_by_import(pair: Pair) -> None:
    pair.associations.update(ended_at=clock.now(), end_reason=EndReason.IMPORT)
    FamilyInvitation.objects.filter(contact=pair.contact, accepted_at=None).delete()


def ended_after_acceptance(pair: Pair) -> None:
    accepted(pair)
    ended_by_import(pair)


def added_by_an_admin(pair: Pair) -> None:
    """Somebody the SIS has never named, at the same student."""
    contact = FamilyContactFactory.create(
        district=pair.importing.district, email="aunt@home.example"
    )
    SchoolAssociationFactory.create(
        contact=contact, student=pair.student, origin=Origin.PERSON, started_at=None
    )
