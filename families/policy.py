"""Who may manage families, where families are welcome, and which invitations can be answered."""

from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from districts.actor import Actor
from districts.models import Feature, SchoolMembership, Student, feature_on
from districts.policy import Power, require
from districts.switching.reach import features_for
from families.models import (
    Bar,
    FamilyContact,
    FamilyInvitation,
    InvitationState,
    SchoolAssociation,
)
from families.models.association import AssociationQuerySet


def has_family_tab(actor: Actor) -> bool:
    """Tell whether School-Family-Student Associations are on at one of the actor's schools.

    Answers 403 to a role that does not see families.
    """
    require(actor, Power.SEE_FAMILIES)
    return Feature.ASSOCIATIONS in features_for(actor)


def can_welcome_families(actor: Actor) -> bool:
    """Tell whether adults can be invited for students of one of the actor's schools."""
    return {Feature.FAMILY_ACCOUNTS, Feature.ASSOCIATIONS} <= features_for(actor)


def families_welcome() -> Q:
    """Return the condition on ``Student`` rows that adults can be invited for them, and accept.

    Family Accounts are on in the district, and the associations at one of the student's schools.
    Of a student who is at no school now nothing can be seen anyway, so there the district counts:
    whoever accepts meanwhile is connected when the student is back.
    """
    here = SchoolMembership.objects.filter(student=OuterRef("pk"), ended_at=None)
    on = feature_on(Feature.ASSOCIATIONS, OuterRef("district"), school=OuterRef("school"))
    return (
        feature_on(Feature.FAMILY_ACCOUNTS, OuterRef("district"))
        & feature_on(Feature.ASSOCIATIONS, OuterRef("district"))
        & (Q(Exists(here.filter(on))) | ~Q(Exists(here)))
    )


def awaiting(contact: FamilyContact) -> "AssociationQuerySet[SchoolAssociation]":
    """Return the associations that this person's acceptance would start.

    Barred pairs are out, and students at whose schools families are not welcome at the moment.
    """
    welcoming = Student.objects.filter(families_welcome(), pk=OuterRef("student"))
    return _asked(contact).filter(Exists(welcoming))


def _asked(contact: FamilyContact) -> "AssociationQuerySet[SchoolAssociation]":
    """Return the associations the person was invited to; barred pairs are out."""
    barred = Bar.objects.filter(
        contact=OuterRef("contact"), student=OuterRef("student"), lifted_at=None
    )
    invited = SchoolAssociation.objects.open().filter(contact=contact, started_at=None)
    return invited.exclude(Exists(barred))


class Answerable(StrEnum):
    """Whether an invitation can be answered, and if not, what its page says."""

    YES = "yes"
    PAUSED = "paused"
    """A feature is off at the students' schools, or the SIS has the adult disabled: it works again
    when that is over in time."""
    WITHDRAWN = "withdrawn"
    """Revoked, cancelled, sent to another address since, or left without a student."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DISOWNED = "disowned"
    ENDED_BY_IMPORT = "ended_by_import"
    EXPIRED = "expired"


_ANSWERS = {
    InvitationState.ACCEPTED: Answerable.ACCEPTED,
    InvitationState.DECLINED: Answerable.DECLINED,
    InvitationState.DISOWNED: Answerable.DISOWNED,
    InvitationState.REVOKED: Answerable.WITHDRAWN,
    InvitationState.ENDED_BY_IMPORT: Answerable.ENDED_BY_IMPORT,
    InvitationState.EXPIRED: Answerable.EXPIRED,
}


def answerable(invitation: FamilyInvitation, at: datetime) -> Answerable:
    """Return whether ``invitation`` can be answered at ``at``."""
    ended = _ANSWERS.get(invitation.state(at))
    return ended or still_asked(invitation.contact)


def still_asked(contact: FamilyContact) -> Answerable:
    """Return what a pending invitation of ``contact`` is worth, whatever its age."""
    if contact.disabled_since is None and awaiting(contact).exists():
        return Answerable.YES
    return Answerable.PAUSED if _asked(contact).exists() else Answerable.WITHDRAWN
