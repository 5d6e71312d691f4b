"""A "do not link" is about a person, whichever of their addresses is asked."""

import pytest
from allauth.account.models import EmailAddress

from families.actions.answer import accept
from families.models import FamilyInvitation
from spacesedu.lib import clock
from tests import factories as make
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("accepted_before", [True, False])
def test_a_second_address_of_an_account_does_not_get_around_it(
    world: World, *, accepted_before: bool
) -> None:
    me = make.UserFactory.create()
    for email in ("first@home.example", "second@home.example"):
        EmailAddress.objects.create(user=me, email=email, verified=True)
    first, second = (
        make.FamilyContactFactory.create(
            district=world.district, email=email, email_key=email, user=user
        )
        for email, user in (
            ("first@home.example", me if accepted_before else None),
            ("second@home.example", None),
        )
    )
    make.BarFactory.create(contact=first, student=world.student_record)
    asked = make.SchoolAssociationFactory.create(
        contact=second, student=world.student_record, started_at=None
    )
    invitation: FamilyInvitation = make.FamilyInvitationFactory.create(contact=second)

    accept(invitation_id=invitation.pk, by=me, at=clock.now())

    asked.refresh_from_db()
    assert asked.started_at is None
