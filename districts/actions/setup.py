"""What the holder of a set-up link does: come to an account, and connect it with the district."""

import uuid
from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actions.accounts import account_at, connect_account, create_account
from districts.actor import System
from districts.models import StaffInvitation, StaffMember, User
from districts.setup.standing import Standing, standing

BEARER = System("set-up link")
"""Whoever holds the link: it was sent to one address, and nobody else is known to have it."""


class LinkClosedError(Exception):
    """The link was used, taken back or is too old."""

    def __init__(self, why: Standing) -> None:
        """Say which."""
        super().__init__(why.value)
        self.why = why


class NotForYouError(Exception):
    """The link is for the owner of another address."""


class AlreadyOnStaffError(Exception):
    """The account is somebody else on this district's staff: two records of one person."""


@transaction.atomic
def accept(*, invitation_id: uuid.UUID, by: User | str, at: datetime) -> User:
    """Use the link up, and return the account that acts as this staff member from now on.

    ``by`` is the account that is signed in, or the password chosen for one to be made: the link
    has come by the address it is for, which therefore counts as verified. It gives no role; the
    roles stand there already.

    Raises ``LinkClosedError``, ``NotForYouError``, ``AlreadyOnStaffError``, and the
    ``AddressTakenError`` of accounts.
    """
    staff_id = StaffInvitation.objects.only("staff_id").get(pk=invitation_id).staff_id
    staff = StaffMember.objects.select_for_update(no_key=True).get(pk=staff_id)
    invitation = StaffInvitation.objects.select_for_update(no_key=True).get(pk=invitation_id)
    invitation.staff = staff
    why = standing(invitation, at)
    if why is not Standing.OPEN:
        raise LinkClosedError(why)
    user = by if isinstance(by, User) else _made(invitation, by, at)
    if account_at(invitation.email) != user:
        raise NotForYouError
    if StaffMember.objects.filter(district_id=staff.district_id, user=user).exists():
        raise AlreadyOnStaffError
    unused = StaffInvitation.objects.pending().filter(pk=invitation.pk, expires_at__gt=at)
    if not unused.update(accepted_at=at, accepted_by=user):
        invitation.refresh_from_db()
        raise LinkClosedError(standing(invitation, at))
    connect_account(person=staff, user=user, by=BEARER, at=at)
    audit.record(
        "staff.set_up",
        by=BEARER,
        at=at,
        district_id=staff.district_id,
        subject=invitation,
        detail={"staff": str(staff.pk), "user": user.pk},
    )
    return user


def _made(invitation: StaffInvitation, password: str, at: datetime) -> User:
    name = str(invitation.staff) or invitation.email
    return create_account(email=invitation.email, name=name, password=password, by=BEARER, at=at)
