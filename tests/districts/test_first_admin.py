"""The first District Admin of a district: invited by Support, and again for a mistyped address."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from districts.acting import actors_of
from districts.actions import setup
from districts.actions.staff_errors import HasAdminError
from districts.actions.staff_invites import invite_first_admin
from districts.delivery import deliver
from spacesedu.lib import clock
from spacesedu.lib.addresses import parse
from tests import factories as make
from tests.districts.staffing import PASSWORD
from tests.world import World


def test_support_invites_the_first_admin_and_again_for_a_mistyped_address(world: World) -> None:
    district = make.DistrictFactory.create()
    by, at = world.support.actor, clock.now()
    wrong = invite_first_admin(
        district=district, email=parse("lost@example.org"), name="Ana Admin", by=by, at=at
    )
    right = invite_first_admin(
        district=district, email=parse("ana@example.org"), name="Ana Admin", by=by, at=at
    )
    [lost], [role] = wrong.staff.roles.all(), right.staff.roles.all()
    assert lost.ended_by == world.support.user
    assert (role.full, role.given_by, role.ended_at) == (True, world.support.user, None)
    assert wrong.staff.invitations.get().revoked_at == at
    link = right.staff.invitations.get()
    user = setup.accept(invitation_id=link.pk, by=PASSWORD, at=at)
    assert [(actor.role, actor.full) for actor in actors_of(user)] == [("district_admin", True)]
    with pytest.raises(HasAdminError):
        invite_first_admin(
            district=district, email=parse("eve@example.org"), name="Eve", by=by, at=at
        )


def test_the_first_admin_reads_that_support_asked_for_the_link(world: World) -> None:
    invite_first_admin(
        district=make.DistrictFactory.create(name="Cedar Valley"),
        email=parse("ana@example.org"),
        name="Ana Admin",
        by=world.support.actor,
        at=clock.now(),
    )
    assert deliver(at=clock.now())
    [message] = mail.outbox
    assert "Support asked for it, so that Cedar Valley can begin" in message.body
    assert "an administrator of" not in message.body


@pytest.mark.parametrize("persona", ["admin", "principal", "teacher", "reader"])
def test_nobody_else_invites_a_first_admin(world: World, persona: str) -> None:
    with pytest.raises(PermissionDenied):
        invite_first_admin(
            district=make.DistrictFactory.create(),
            email=parse("ana@example.org"),
            name="Ana",
            by=getattr(world, persona).actor,
            at=clock.now(),
        )
