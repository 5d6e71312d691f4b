"""Finding an adult by address, and holding their row while something about them changes."""

import uuid
from datetime import datetime

from families.guests import owner_of
from families.models import FamilyContact
from spacesedu.lib.addresses import Address


def held(contact_id: uuid.UUID) -> FamilyContact:
    """Return the contact, locked until the transaction ends."""
    rows = FamilyContact.objects.select_for_update(of=("self",), no_key=True)
    return rows.prefetch_related("user", "district").get(pk=contact_id)


def found_or_made(*, district_id: uuid.UUID, address: Address, at: datetime) -> FamilyContact:
    """Return the district's one contact for an address, locked; made when nobody has it.

    An address that belongs to an account which accepted under another one is that same person.
    """
    contact_id = _known(district_id, address)
    if contact_id is None:
        row = FamilyContact(
            district_id=district_id, email=address.text, email_key=address.key, created_at=at
        )
        # Two administrators may type the same address at once: one of them makes the row.
        FamilyContact.objects.bulk_create([row], ignore_conflicts=True)
        contact_id = FamilyContact.objects.values_list("pk", flat=True).get(
            district_id=district_id, email_key=address.key
        )
    return held(contact_id)


def _known(district_id: uuid.UUID, address: Address) -> uuid.UUID | None:
    here = FamilyContact.objects.filter(district_id=district_id).values_list("pk", flat=True)
    owner = owner_of(address.key)
    same_address = here.filter(email_key=address.key).first()
    if same_address is not None or owner is None:
        return same_address
    return here.filter(user=owner).order_by("pk").first()
