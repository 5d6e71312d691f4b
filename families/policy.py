"""Who may manage families, where families are welcome, and which invitations can be answered."""

import uuid
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef

from districts.actor import Actor
from districts.models import Feature, active_features
from districts.policy import Power, require
from families.models import (
    Bar,
    FamilyContact,
    FamilyInvitation,
    InvitationState,
    SchoolAssociation,
)
from families.models.association import AssociationQuerySet


def has_family_tab(actor: Actor) -> bool:
    """Tell whether School-Family-Student Associations are on in the actor's district.

    Answers 403 to a role that does not see families.
    """
    require(actor, Power.SEE_FAMILIES)
    return actor.district_id is not None and (
        Feature.ASSOCIATIONS in active_features(actor.district_id)
    )


def families_welcome(district_id: uuid.UUID) -> bool:
    """Tell whether adults can be invited and accept: Family Accounts and associations are on."""
    return {Feature.FAMILY_ACCOUNTS, Feature.ASSOCIATIONS} <= active_features(district_id)


def awaiting(contact: FamilyContact) -> "AssociationQuerySet[SchoolAssociation]":
    """Return the associations that this person's acceptance would start; barred pairs are out."""
    barred = Bar.objects.filter(
        contact=OuterRef("contact"), student=OuterRef("student"), lifted_at=None
    )
    invited = SchoolAssociation.objects.open().filter(contact=contact, started_at=None)
    return invited.exclude(Exists(barred))


class Answerable(StrEnum):
    """Whether an invitation can be answered, and if not, what its page says."""

    YES = "yes"
    PAUSED = "paused"
    """A feature is off: it works again when the feature is back within the 30 days."""
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
    if ended is not None:
        return ended
    if not awaiting(invitation.contact).exists():
        return Answerable.WITHDRAWN
    if not families_welcome(invitation.district_id):
        return Answerable.PAUSED
    return Answerable.YES
