"""The outbox: a message is queued once, sent by one worker, and only while its cause stands."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from districts import delivery, outbox
from districts.models import OutboundEmail
from districts.outbox import Outcome
from families.models import FamilyInvitation
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.smtp import Post, post_office
from tests.world import World


def queue(world: World, key: str = "once") -> None:
    outbox.enqueue(
        purpose="family_invitation",
        subject_id=world.invitation.pk,
        recipient=world.invitation.contact.email,
        dedupe_key=key,
        district_id=world.district.pk,
        at=clock.now(),
    )


def test_the_same_message_is_queued_once(world: World) -> None:
    queue(world)
    queue(world)
    assert OutboundEmail.objects.count() == 1


def test_a_worker_is_woken_after_the_commit_and_not_before(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        queue(world)
    assert len(callbacks) == 1


def test_a_broker_that_is_down_does_not_disturb_whoever_presses_a_button(
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("celery.Celery.send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        queue(world)
    assert OutboundEmail.objects.filter(sent_at=None).count() == 1


def test_the_sweep_sends_what_is_due_in_order(world: World) -> None:
    queue(world)
    delivery.sweep()
    assert [message.to for message in mail.outbox] == [[world.invitation.contact.email]]


def test_what_is_not_due_yet_waits(world: World) -> None:
    queue(world)
    OutboundEmail.objects.update(due_at=clock.now() + timedelta(minutes=5))
    delivery.sweep()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        ("revoked_at", "withdrawn"),
        ("declined_at", "declined"),
        ("disowned_at", "disowned"),
        ("accepted_at", "accepted"),
    ],
)
def test_a_message_whose_cause_is_gone_is_cancelled(world: World, cause: str, reason: str) -> None:
    queue(world)
    FamilyInvitation.objects.filter(pk=world.invitation.pk).update(**{cause: clock.now()})
    delivery.sweep()
    row = OutboundEmail.objects.get()
    assert (row.cancel_reason, row.sent_at) == (reason, None)
    assert mail.outbox == []


def test_a_message_to_an_address_that_has_changed_is_cancelled(world: World) -> None:
    queue(world)
    OutboundEmail.objects.update(recipient="elsewhere@example.org")
    delivery.sweep()
    assert OutboundEmail.objects.get().cancel_reason == "address_changed"


def test_a_message_that_cannot_be_written_does_not_hold_up_the_others(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    make.OutboundEmailFactory.create(purpose="nobody knows this")
    queue(world)
    delivery.sweep()
    assert len(mail.outbox) == 1
    broken = OutboundEmail.objects.get(purpose="nobody knows this")
    assert broken.last_failure == "cannot be written: KeyError"
    assert broken.dead_at is None


def test_a_worker_that_was_believed_dead_settles_nothing(world: World) -> None:
    queue(world)
    at = clock.now()
    late = outbox.claim(at=at)
    assert late is not None
    again = outbox.claim(at=at + outbox.LEASE)
    assert again is not None
    outbox.settle(late, Outcome.DEAD, at=at, reason="550")
    row = OutboundEmail.objects.get()
    assert (row.dead_at, row.attempts) == (None, 2)
    assert row.leased_until is not None


def test_a_leased_message_is_nobody_elses(world: World) -> None:
    queue(world)
    assert outbox.claim(at=clock.now()) is not None
    assert outbox.claim(at=clock.now()) is None


def together(count: int, work: Callable[[], None]) -> None:
    """Do ``work`` in ``count`` threads at one instant, each with a connection of its own."""
    start = threading.Barrier(count)

    def one() -> None:
        try:
            start.wait()
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_instant_send_each_message_once(world: World) -> None:
    for number in range(20):
        queue(world, key=f"message {number}")
    post = Post()
    with post_office(post):
        together(4, delivery.sweep)
    assert len(post.ids) == len(set(post.ids)) == 20
    assert set(OutboundEmail.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_two_workers_woken_for_one_message_send_it_once(world: World) -> None:
    queue(world)
    row = OutboundEmail.objects.get()
    post = Post()
    with post_office(post):
        together(4, lambda: _deliver(row))
    assert len(post.ids) == 1


def _deliver(row: OutboundEmail) -> None:
    delivery.deliver(at=clock.now(), email_id=row.pk)
