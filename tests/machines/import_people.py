"""What adults and administrators do between two imports."""

from dataclasses import dataclass

from hypothesis import strategies as st

from districts.actor import Actor
from districts.models import OutboundEmail
from families.actions.answer import BEARER, NewAccount, accept, decline, disown
from families.actions.revoke import Revocation, Why, revoke
from families.guests import account_of
from families.models import EndReason, FamilyContact, FamilyInvitation, SchoolAssociation
from spacesedu.lib import clock
from tests.machines.import_packages import ADULTS
from tests.samples.importing import Importing

ANSWERS = ("accept", "decline", "disown", "revoke")
# Who has said this is not asked again by an import.
FINAL = (EndReason.REVOKED, EndReason.DECLINED, EndReason.DISOWNED)


@dataclass(frozen=True, slots=True)
class Answer:
    """One adult, and what they or an administrator do; without an invitation it is nothing."""

    email: str
    what: str

    def give(self, town: Importing, by: Actor) -> None:
        """Do it."""
        contact = FamilyContact.objects.filter(district=town.district, email_key=self.email).first()
        if contact is None:
            return
        if self.what == "revoke":
            for one in SchoolAssociation.objects.filter(contact=contact, ended_at=None):
                revoke(association_id=one.pk, how=Revocation(Why.OTHER), by=by, at=clock.now())
            return
        invitation = FamilyInvitation.objects.pending().filter(contact=contact).first()
        if invitation is None:
            return
        if self.what == "accept":
            who = account_of(contact) or NewAccount("Pat Roy", "correct horse battery staple")
            accept(invitation_id=invitation.pk, by=who, at=clock.now())
        else:
            turn_down = decline if self.what == "decline" else disown
            turn_down(invitation_id=invitation.pk, by=BEARER, at=clock.now())


answers = st.builds(Answer, st.sampled_from(ADULTS), st.sampled_from(ANSWERS))


def refused(town: Importing) -> set[tuple[object, object]]:
    """Return the pairs of adult and student whose last word was a person's no."""
    last = SchoolAssociation.objects.filter(contact__district=town.district).order_by(
        "contact", "student", "-invited_at", "-id"
    )
    found = last.distinct("contact", "student").values_list("contact", "student", "end_reason")
    return {(contact, student) for contact, student, reason in found if reason in FINAL}


def letters(town: Importing) -> dict[str, int]:
    """Let everything that waits be sent, and return how many letters each adult has had."""
    mails = OutboundEmail.objects.filter(district=town.district, purpose="family_invitation")
    waiting = mails.filter(sent_at=None)
    FamilyInvitation.objects.filter(pk__in=waiting.values("subject_id"), sent_at=None).update(
        sent_at=clock.now()
    )
    waiting.update(sent_at=clock.now())
    found = dict.fromkeys(ADULTS, 0)
    for email in mails.values_list("recipient", flat=True):
        found[email] += 1
    return found
