"""The e-mail of an invitation, as it is written when it leaves."""

import uuid

import pytest
from django.conf import settings as project
from pytest_django import Settings

from families import emails
from families.models import FamilyInvitation
from spacesedu.lib import clock
from spacesedu.lib.mail import Cancelled, Message
from tests import factories as make
from tests.families.conftest import link
from tests.world import World


def written(invitation: FamilyInvitation) -> Message:
    message = emails.invitation(invitation.pk, clock.now())
    assert isinstance(message, Message)
    return message


def test_the_schools_name_comes_first_and_no_childs_name_at_all(world: World) -> None:
    message = written(world.invitation)
    assert message.subject.startswith("Maple School")
    assert message.text.startswith("Maple School")
    for part in (message.subject, message.text, message.html):
        assert world.classmate.first_name not in part
        assert world.classmate.last_name not in part
    assert "A student at Maple School" in message.text


def test_a_school_without_a_name_writes_in_the_districts(world: World) -> None:
    world.maple.name = ""
    world.maple.save()

    message = written(world.invitation)

    assert message.subject.startswith(world.district.name)
    assert world.maple.code not in message.subject + message.text


def test_it_carries_one_address_of_ours_whatever_host_was_asked(world: World) -> None:
    message = written(world.invitation)
    address = project.BASE_URL + link(world.invitation)
    assert message.text.count(address) == 1
    assert f'href="{address}"' in message.html


def test_it_is_sent_to_the_address_as_it_was_given(world: World) -> None:
    contact = world.invitation.contact
    contact.email = "Frank.Father@Example.org"
    contact.save()
    assert written(world.invitation).to == "Frank.Father@Example.org"


def test_several_children_are_a_number(world: World) -> None:
    make.SchoolAssociationFactory.create(
        contact=world.invitation.contact, student=world.outsider, started_at=None
    )
    assert "2 students at Cedar School, Maple School" in written(world.invitation).text


@pytest.mark.parametrize("language", ["fr-ca", "es", "en"])
def test_it_is_written_in_the_persons_language(world: World, language: str) -> None:
    contact = world.invitation.contact
    contact.language = language
    contact.save()
    assert f'<html lang="{language}"' in written(world.invitation).html


def test_the_language_is_else_the_districts(world: World) -> None:
    world.district.language = "es"
    world.district.save()
    assert '<html lang="es"' in written(world.invitation).html


def test_a_name_cannot_bring_markup_into_the_mail(world: World) -> None:
    world.maple.name = "<b>Maple</b>"
    world.maple.save()
    message = written(world.invitation)
    assert "<b>Maple" not in message.html
    assert "<b>Maple</b>" in message.text


def test_an_invitation_that_is_gone_is_not_written(db: None) -> None:
    assert emails.invitation(uuid.uuid4(), clock.now()) == Cancelled("gone")


def test_a_key_that_was_dropped_writes_no_mail(world: World, settings: Settings) -> None:
    settings.SHARE_LINK_KEYS = {"new": "n" * 40}
    assert emails.invitation(world.invitation.pk, clock.now()) == Cancelled("key_dropped")
