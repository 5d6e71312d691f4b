"""Choosing a password by a link from the mail, and how long it has to be."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from districts import emails
from districts.actions.accounts import send_password_link
from districts.models import OutboundEmail, User
from spacesedu.lib.mail import Cancelled, Message
from tests.world import World

LONG = "a sentence only I would say"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def ask_for_a_link(client: Client, email: str) -> str:
    answer = client.post("/accounts/password/reset/", {"email": email}, follow=True)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_a_link_is_queued_and_the_answer_tells_nothing(client: Client, world: World) -> None:
    known = ask_for_a_link(client, world.teacher.user.email or "")
    unknown = ask_for_a_link(client, "nobody@example.org")
    assert known == unknown
    mail = OutboundEmail.objects.get(recipient=world.teacher.user.email)
    assert mail.purpose == "password_reset"
    assert "/" not in f"{mail.dedupe_key}{mail.subject_id}"


def test_asking_twice_in_a_minute_is_one_message(world: World) -> None:
    for _ in range(2):
        send_password_link(user=world.teacher.user, by=world.admin.actor, at=world.now)
    assert OutboundEmail.objects.filter(purpose="password_reset").count() == 1
    send_password_link(
        user=world.teacher.user, by=world.admin.actor, at=world.now + timedelta(minutes=1)
    )
    assert OutboundEmail.objects.filter(purpose="password_reset").count() == 2


def test_the_link_chooses_a_new_password_once(client: Client, world: World) -> None:
    user = world.teacher.user
    link = _link(user, world)
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0]
    assert link not in form
    client.post(form, {"password1": LONG, "password2": LONG})
    user.refresh_from_db()
    assert user.check_password(LONG)
    assert "This link is used up" in client.get(link).content.decode()


def test_a_short_password_is_refused_with_a_sentence(client: Client, world: World) -> None:
    page = client.get(_link(world.teacher.user, world), follow=True)
    form = page.redirect_chain[-1][0]
    answer = client.post(form, {"password1": "short", "password2": "short"})
    assert "at least 15 characters" in answer.content.decode()


def test_a_closed_account_gets_no_message(world: World) -> None:
    user = world.teacher.user
    user.is_active = False
    user.save()
    assert isinstance(emails.password_reset(emails.account_key(user), world.now), Cancelled)


def test_adults_need_fifteen_characters_and_pupils_with_a_username_eight() -> None:
    pupil, adult = User(username="maple:ada"), User(email="ada@example.org")
    validate_password("eight-ok", pupil)
    with pytest.raises(ValidationError):
        validate_password("seven-x", pupil)
    with pytest.raises(ValidationError):
        validate_password("fourteen-chars", adult)
    validate_password(LONG, adult)


def test_one_changes_ones_own_password(client: Client, world: World) -> None:
    user = world.teacher.user
    client.force_login(user)
    assert client.get("/accounts/password/change/").status_code == 200


def test_one_sees_where_one_is_signed_in(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    assert client.get("/accounts/sessions/").status_code == 200


def _link(user: User, world: World) -> str:
    message = emails.password_reset(emails.account_key(user), world.now)
    assert isinstance(message, Message)
    found = re.search(r"https?://[^/\s]+(/\S+)", message.text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    "password", ["password1234567", "1234567890123456", "qwertyqwertyqwerty", "!!!Password!!!2026"]
)
def test_a_common_word_that_was_only_made_long_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert "password_too_common" in {error.code for error in refused.value.error_list}


def test_four_words_that_nobody_put_together_before_are_taken() -> None:
    validate_password("kettle harbour seven moss")
