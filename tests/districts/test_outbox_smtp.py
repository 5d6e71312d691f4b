"""The mail server refuses, is slow, is down, or dies: nothing is lost and nothing is sent twice."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import override_settings

from districts import delivery, outbox
from districts.models import OutboundEmail
from families.models import FamilyInvitation, InvitationState
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.smtp import Post, mailer, post_office
from tests.world import World


@pytest.fixture
def email(world: World) -> OutboundEmail:
    """The e-mail of the father's invitation, due now."""
    invitation = world.invitation
    FamilyInvitation.objects.filter(pk=invitation.pk).update(sent_at=None)
    row: OutboundEmail = make.OutboundEmailFactory.create(
        district=world.district, subject_id=invitation.pk, recipient=invitation.contact.email
    )
    return row


def deliver(email: OutboundEmail) -> OutboundEmail:
    delivery.deliver(at=clock.now(), email_id=email.pk)
    email.refresh_from_db()
    return email


def make_due(email: OutboundEmail) -> None:
    OutboundEmail.objects.filter(pk=email.pk).update(due_at=clock.now(), leased_until=None)


def state_of(invitation: FamilyInvitation) -> InvitationState:
    invitation.refresh_from_db()
    return invitation.state(clock.now())


def test_a_message_that_is_taken_is_sent_and_the_invitation_says_so(
    email: OutboundEmail, world: World
) -> None:
    post = Post()
    with post_office(post):
        assert deliver(email).sent_at is not None
        deliver(email)
    assert post.ids == [f"<{email.pk}@example.org>"]
    assert post.taken[0].rcpt_tos == [world.invitation.contact.email]
    assert state_of(world.invitation) is InvitationState.SENT


@pytest.mark.parametrize("post", [Post(rcpt="450 busy"), Post(data="451 try later")])
def test_a_4xx_answer_is_tried_again_later_under_the_same_message_id(
    email: OutboundEmail, world: World, post: Post
) -> None:
    with post_office(post):
        deliver(email)
        assert (email.sent_at, email.dead_at, email.leased_until) == (None, None, None)
        assert email.due_at > clock.now()
        assert email.last_failure[:2] == "45"
        post.rcpt = post.data = "250 OK"
        make_due(email)
        deliver(email)
    assert email.attempts == 2
    assert post.ids == [f"<{email.pk}@example.org>"]
    assert state_of(world.invitation) is InvitationState.SENT


@pytest.mark.parametrize("post", [Post(rcpt="550 no such person"), Post(data="554 spam")])
def test_a_5xx_answer_ends_it_and_the_administrator_sees_why(
    email: OutboundEmail, world: World, post: Post
) -> None:
    with post_office(post):
        deliver(email)
        make_due(email)
        deliver(email)
    assert email.dead_reason[:2] == "55"
    assert email.attempts == 1
    assert state_of(world.invitation) is InvitationState.BOUNCED


def test_a_server_that_dies_after_it_has_accepted_gets_it_once(
    email: OutboundEmail, world: World
) -> None:
    post = Post(hang_up="data")
    with post_office(post):
        deliver(email)
        make_due(email)
        deliver(email)
    assert len(post.taken) == 1
    assert email.sent_at is not None
    assert state_of(world.invitation) is InvitationState.SENT


def test_a_server_that_dies_before_the_message_gets_it_later(email: OutboundEmail) -> None:
    post = Post(hang_up="rcpt")
    with post_office(post):
        deliver(email)
        assert email.sent_at is None
        post.hang_up = ""
        make_due(email)
        assert deliver(email).sent_at is not None
    assert len(post.taken) == 1


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def answer() -> None:
            try:
                held.append(server.accept()[0])
            except OSError:
                return

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
        for connection in held:
            connection.close()


def test_a_server_that_never_answers_does_not_hold_the_worker(
    email: OutboundEmail, silent_port: int
) -> None:
    with override_settings(MAILERS=mailer(silent_port, timeout=0.3)):
        deliver(email)
    assert email.sent_at is None
    assert email.last_failure


def test_the_sweep_stops_at_a_server_that_is_down_and_sends_all_when_it_is_back(
    email: OutboundEmail, world: World
) -> None:
    other: OutboundEmail = make.OutboundEmailFactory.create(
        district=world.other.district,
        subject_id=world.other.invitation.pk,
        recipient=world.other.invitation.contact.email,
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    with override_settings(MAILERS=mailer(closed)):
        delivery.sweep()
    attempts = OutboundEmail.objects.values_list("attempts", flat=True)
    assert sorted(attempts) == [0, 1]
    post = Post()
    with post_office(post):
        make_due(email)
        make_due(other)
        delivery.sweep()
    assert len(post.taken) == 2


def test_after_three_days_of_trying_it_is_given_up_and_shown_as_bounced(
    email: OutboundEmail, world: World
) -> None:
    created = clock.now() - outbox.GIVE_UP_AFTER
    OutboundEmail.objects.filter(pk=email.pk).update(created_at=created)
    with post_office(Post(data="451 still busy")):
        deliver(email)
    assert email.dead_at is not None
    assert state_of(world.invitation) is InvitationState.BOUNCED


def test_a_name_with_a_line_break_does_not_begin_another_header(
    email: OutboundEmail, world: World
) -> None:
    world.maple.name = "Maple\r\nBcc: everybody@example.org"
    world.maple.save()
    post = Post()
    with post_office(post):
        deliver(email)
    [envelope] = post.taken
    assert envelope.rcpt_tos == [world.invitation.contact.email]
    assert isinstance(envelope.content, bytes)
    head = envelope.content.partition(b"\r\n\r\n")[0]
    assert b"\r\nBcc:" not in head


def test_back_off_doubles_to_an_hour_and_is_spread() -> None:
    assert outbox.back_off(1, 0.5) == timedelta(minutes=1)
    assert outbox.back_off(4, 0.5) == timedelta(minutes=8)
    assert outbox.back_off(50, 0.5) == timedelta(hours=1)
    assert outbox.back_off(1, 0.0) < outbox.back_off(1, 0.99)
