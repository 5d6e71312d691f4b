"""No change to how an account is opened goes unnoticed by its owner, or by the audit log."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from districts.actions.accounts import give_username
from districts.actor import System
from districts.models import AuditEvent, OutboundEmail, User
from districts.signing_in import account_emails
from districts.signing_in.notices import VERBS, WORDS
from districts.verbs import VERBS as KNOWN
from spacesedu.lib.mail import Cancelled, Message
from tests import factories as make
from tests.districts.factors import code_for
from tests.factories.factors import SECRET, passkey_of
from tests.world import PASSWORD, World

LONG = "a sentence only I would say"
STEPS = "/accounts/two-steps/"
EMAIL = "/accounts/email/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def password(client: Client, user: User) -> None:
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": LONG, "password2": LONG},
    )


def app(client: Client, user: User) -> None:
    secret = client.get(f"{STEPS}app/add/").context["form"].secret
    client.post(f"{STEPS}app/add/", {"code": code_for(secret)})


def no_app(client: Client, user: User) -> None:
    app(client, user)
    client.post(f"{STEPS}app/remove/")


def no_passkey(client: Client, user: User) -> None:
    client.post(f"{STEPS}passkeys/{passkey_of(user).pk}/remove/")


def codes(client: Client, user: User) -> None:
    passkey_of(user)
    client.post(f"{STEPS}codes/new/")


def other_address(client: Client, user: User) -> None:
    make.EmailAddressFactory.create(user=user, email="two@example.org", primary=False)
    client.post(EMAIL, {"action_primary": "", "email": "two@example.org"})


def no_address(client: Client, user: User) -> None:
    make.EmailAddressFactory.create(user=user, email="two@example.org", primary=False)
    client.post(EMAIL, {"action_remove": "", "email": "two@example.org"})


CHANGES: dict[str, Callable[[Client, User], None]] = {
    "account.password_changed": password,
    "account.app_added": app,
    "account.app_removed": no_app,
    "account.passkey_removed": no_passkey,
    "account.codes_renewed": codes,
    "account.address_primary": other_address,
    "account.address_removed": no_address,
}


@pytest.mark.parametrize("verb", CHANGES)
def test_a_change_is_on_record_and_told_at_the_address_that_was_the_main_one(
    client: Client,
    world: World,
    verb: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    user = world.teacher.user
    client.force_login(user)
    with django_capture_on_commit_callbacks(execute=True):
        CHANGES[verb](client, user)
    event = AuditEvent.objects.get(verb=verb)
    assert event.subject_id == str(user.pk)
    queued = OutboundEmail.objects.get(dedupe_key=f"security_notice:{event.pk}")
    assert queued.recipient == user.email
    message = account_emails.security_notice(queued.subject_id, timezone.now())
    assert isinstance(message, Message)
    assert message.to == user.email
    assert str(WORDS[verb]) in message.text
    assert str(WORDS[verb]) in message.html


def test_the_record_says_who_did_it(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    password(client, world.teacher.user)
    event = AuditEvent.objects.get(verb="account.password_changed")
    assert (event.actor_user_id, event.actor_role) == (world.teacher.user.pk, "teacher")


def test_a_notice_holds_no_secret_and_the_record_no_address(
    client: Client,
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client.force_login(world.teacher.user)
    with django_capture_on_commit_callbacks(execute=True):
        app(client, world.teacher.user)
    event = AuditEvent.objects.get(verb="account.app_added")
    assert "@" not in str(event.detail)
    queued = OutboundEmail.objects.get(purpose="security_notice")
    message = account_emails.security_notice(queued.subject_id, timezone.now())
    assert isinstance(message, Message)
    for secret in (SECRET, "otpauth", "/key/"):
        assert secret not in message.text + message.html


def test_a_pupil_without_an_address_keeps_the_password_the_school_gave(
    client: Client, world: World
) -> None:
    pupil = give_username(
        student=world.classmate, name="chris", password=PASSWORD, by=System("t"), at=world.now
    )
    client.force_login(pupil)
    password(client, pupil)
    pupil.refresh_from_db()
    assert pupil.check_password(PASSWORD)
    assert not AuditEvent.objects.filter(verb="account.password_changed").exists()
    assert not OutboundEmail.objects.exists()


def test_nothing_is_written_to_an_address_that_is_gone(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    password(client, world.teacher.user)
    queued = OutboundEmail.objects.get(purpose="security_notice")
    world.teacher.user.emailaddress_set.all().delete()
    sent = account_emails.security_notice(queued.subject_id, timezone.now())
    assert isinstance(sent, Cancelled)


def test_every_occasion_has_words_for_the_mail_and_for_the_log() -> None:
    for verb in {*VERBS.values(), *WORDS}:
        assert verb in WORDS
        assert verb in KNOWN
