"""Whom a family member follows, and when the role begins and ends."""

from django.test import Client

from families.actions.revoke import Revocation, Why, revoke
from families.queries import linked_students
from families.roles import family
from spacesedu.lib import clock
from tests import factories as make
from tests.world import World


def test_a_parent_follows_their_children_over_all_districts(world: World) -> None:
    there = make.FamilyContactFactory.create(
        district=world.other.district, email=world.family.user.email, user=world.family.user
    )
    make.SchoolAssociationFactory.create(contact=there, student=world.other.student_record)
    make.SchoolAssociationFactory.create(
        contact=world.contact, student=world.classmate, started_at=None
    )
    followed = linked_students(world.family.user)
    assert {row.student for row in followed} == {
        world.student_record,
        world.other.student_record,
    }
    assert {row.schools for row in followed} == {(world.maple,), (world.other.maple,)}


def test_the_role_begins_with_the_acceptance_and_not_with_the_invitation(world: World) -> None:
    user = make.UserFactory.create()
    invitation = make.FamilyInvitationFactory.for_student(world.student_record)
    invitation.contact.user = user
    invitation.contact.save()
    assert family(user) == []
    row = invitation.contact.associations.get()
    row.started_at = clock.now()
    row.save()
    assert [actor.key for actor in family(user)] == ["family"]


def test_the_very_next_request_after_a_revocation_finds_nothing(
    client: Client, world: World
) -> None:
    client.force_login(world.family.user)
    assert str(world.template) in client.get("/portfolios/").text
    revoke(
        association_id=world.association.pk,
        how=Revocation(Why.OTHER),
        by=world.principal.actor,
        at=clock.now(),
    )
    assert client.get("/portfolios/").status_code in {403, 404}
    assert client.get(f"/portfolios/{world.portfolio.pk}/").status_code in {403, 404}
    assert family(world.family.user) == []
