"""An administrator and a parent press at the same instant, on connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from districts.models import User
from families.actions import answer
from families.actions.errors import NotAnswerableError
from families.actions.invite import Adult, add_family
from families.actions.revoke import Revocation, Why, revoke
from families.models import FamilyContact, FamilyInvitation, SchoolAssociation
from spacesedu.lib import clock
from spacesedu.lib.addresses import parse
from tests import factories as make
from tests.world import World

ROUNDS = 200


def at_once(*works: Callable[[], object]) -> None:
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except NotAnswerableError:
            pass  # the other one was faster
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(one, works))


@pytest.mark.django_db(transaction=True)
def test_nobody_follows_a_student_after_a_revocation_however_close_it_was(world: World) -> None:
    for _ in range(ROUNDS):
        invitation = make.FamilyInvitationFactory.for_student(world.student_record)
        contact = invitation.contact
        contact.user = make.UserFactory.create()
        contact.save()
        row = SchoolAssociation.objects.get(contact=contact)
        at_once(partial(_accept, invitation, contact.user), partial(_revoke, row, world))
        assert not SchoolAssociation.objects.active().filter(contact=contact).exists()
        invitation.refresh_from_db()
        assert (invitation.accepted_at is None) == (invitation.revoked_at is not None)


def _accept(invitation: FamilyInvitation, by: User | answer.NewAccount) -> None:
    answer.accept(invitation_id=invitation.pk, by=by, at=clock.now())


def _revoke(association: SchoolAssociation, world: World) -> None:
    revoke(
        association_id=association.pk,
        how=Revocation(Why.OTHER),
        by=world.principal.actor,
        at=clock.now(),
    )


@pytest.mark.django_db(transaction=True)
def test_two_presses_of_accept_make_one_account(world: World) -> None:
    invitation = make.FamilyInvitationFactory.for_student(world.student_record)
    new = answer.NewAccount("Nora", "a long walk by the creek")
    at_once(*[partial(_accept, invitation, new)] * 3)
    invitation.refresh_from_db()
    assert invitation.accepted_at is not None
    assert SchoolAssociation.objects.active().filter(contact=invitation.contact).count() == 1


@pytest.mark.django_db
def test_what_was_seen_through_a_link_is_answered_through_that_link(world: World) -> None:
    """An import moves the address while the page of the old one stands open."""
    invitation = make.FamilyInvitationFactory.for_student(world.student_record)
    seen = invitation.mark
    invitation.handle = bytes(reversed(bytes(invitation.handle)))
    invitation.save()
    new = answer.NewAccount("Nora", "a long walk by the creek")
    for mark in (seen, invitation.mark):
        with nullcontext() if mark == invitation.mark else pytest.raises(NotAnswerableError):
            answer.accept(invitation_id=invitation.pk, by=new, at=clock.now(), mark=mark)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_adding_one_address_make_one_contact_and_one_invitation(
    world: World,
) -> None:
    adult = Adult(parse("nora@example.org"))
    at_once(
        *(
            lambda student=student, who=who: add_family(
                adult=adult, student_ids=[student.pk], by=who.actor, at=clock.now()
            )
            for student in (world.student_record, world.classmate)
            for who in (world.principal, world.admin)
        )
    )
    contact = FamilyContact.objects.get(email_key="nora@example.org")
    assert SchoolAssociation.objects.filter(contact=contact).count() == 2
    assert FamilyInvitation.objects.filter(contact=contact).count() == 1
