"""Adults, their two ties to students, and invitations."""

from families.models.association import (
    Association,
    AssociationState,
    ClassAssociation,
    EndReason,
    Origin,
    SchoolAssociation,
)
from families.models.contact import (
    Bar,
    FamilyContact,
    SisContactId,
    SisFamilyLink,
    contact_ids_of,
)
from families.models.invitation import (
    VALID_FOR,
    FamilyInvitation,
    FormerLink,
    InvitationState,
)

__all__ = [
    "VALID_FOR",
    "Association",
    "AssociationState",
    "Bar",
    "ClassAssociation",
    "EndReason",
    "FamilyContact",
    "FamilyInvitation",
    "FormerLink",
    "InvitationState",
    "Origin",
    "SchoolAssociation",
    "SisContactId",
    "SisFamilyLink",
    "contact_ids_of",
]
