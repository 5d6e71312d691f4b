"""Families in every state an administrator can meet in the Family tab."""

from datetime import timedelta

from districts import outbox
from districts.actions.accounts import create_account
from districts.actor import Actor
from districts.models import OutboundEmail, User
from districts.outbox import Outcome
from families.actions.answer import BEARER, NewAccount, accept, decline, disown, note_opened
from families.actions.delivery import note_outcome
from families.actions.invite import Adult, add_family
from families.actions.revoke import Revocation, Why, revoke
from families.models import FamilyInvitation, SchoolAssociation
from sharing.demo.founding import SEED, Founded
from sharing.demo.people import student_record
from sharing.demo.roster import DOMAIN
from spacesedu.lib.addresses import parse
from spacesedu.lib.demo_cast import PASSWORD

ACCEPTED = ("rami.haddad", "chidi.okafor", "delia.joseph", "benoit.gagnon", "priya.natarajan")
OPENED = ("ruth.whitfield", "eva.lindqvist")
BOUNCED = ("kenji.sato",)
DECLINED = ("maeve.obrien",)
DISOWNED = ("irina.petrov",)
REVOKED = ("joan.bird",)
EXPIRED_AGO = timedelta(days=45)


def persona(founded: Founded, who: str, name: str) -> None:
    """Let the family persona accept by the link in their mail, as a parent would."""
    accept(
        invitation_id=_invitation(founded, who).pk, by=NewAccount(name, PASSWORD), at=founded.now
    )


def persona_with_account(founded: Founded, who: str) -> None:
    """Let somebody accept who works in another district and has an account from there."""
    user = User.objects.get(email=f"{who}@{DOMAIN}")
    accept(invitation_id=_invitation(founded, who).pk, by=user, at=founded.now)


def in_every_state(founded: Founded, admin: Actor) -> None:
    """Bring the other invited adults of the district into their states, by what each did."""
    now = founded.now
    for who in ACCEPTED:
        _accept(founded, who)
    for who in OPENED:
        _sent(founded, who)
        note_opened(invitation_id=_invitation(founded, who).pk, at=now - timedelta(days=3))
    for who in BOUNCED:
        _bounced(founded, who)
    for who in DECLINED:
        decline(invitation_id=_invitation(founded, who).pk, by=BEARER, at=now)
    for who in DISOWNED:
        disown(invitation_id=_invitation(founded, who).pk, by=BEARER, at=now)
    for who in REVOKED:
        _accept(founded, who)
        for association in _associations(founded, who):
            how = Revocation(Why.ASKED)
            revoke(association_id=association.pk, how=how, by=admin, at=now)
    _expired(founded, admin)


def _expired(founded: Founded, admin: Actor) -> None:
    """An aunt the office invited six weeks ago, who never answered."""
    student = student_record(founded, "leo")
    aunt = Adult(parse(f"june.marsh@{DOMAIN}"), "June", "Marsh", "Aunt")
    at = founded.now - EXPIRED_AGO
    add_family(adult=aunt, student_ids=[student.pk], by=admin, at=at)
    _sent(founded, "june.marsh")


def _accept(founded: Founded, who: str) -> None:
    at = founded.now - timedelta(days=5)
    name = who.replace(".", " ").title()
    user = create_account(email=f"{who}@{DOMAIN}", name=name, password=None, by=SEED, at=at)
    accept(invitation_id=_invitation(founded, who).pk, by=user, at=at)


def _sent(founded: Founded, who: str) -> None:
    invitation = _invitation(founded, who)
    note_outcome(invitation.pk, Outcome.SENT, at=invitation.queued_at)


def _bounced(founded: Founded, who: str) -> None:
    """Let the mail server answer that it knows no such address."""
    invitation = _invitation(founded, who)
    mails = OutboundEmail.objects.filter(subject_id=invitation.pk)
    mail = outbox.claim(at=invitation.queued_at, email_id=mails.get().pk)
    assert mail is not None
    reason = "550 5.1.1 no such mailbox"
    outbox.settle(mail, Outcome.DEAD, at=invitation.queued_at, reason=reason)


def _invitation(founded: Founded, who: str) -> FamilyInvitation:
    return FamilyInvitation.objects.pending().get(
        district=founded.district, contact__email_key=f"{who}@{DOMAIN}"
    )


def _associations(founded: Founded, who: str) -> list[SchoolAssociation]:
    rows = SchoolAssociation.objects.open().filter(district=founded.district)
    return list(rows.filter(contact__email_key=f"{who}@{DOMAIN}").order_by("id"))
