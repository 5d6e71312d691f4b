"""Where one is signed in: seen in words, ended from anywhere, at once."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from zeal import zeal_ignore

from districts.models import AuditEvent, User
from tests.districts.cards import given, signed_in_by
from tests.world import PASSWORD, World

LIST = "/accounts/sessions/"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def signed_in(user: User, browser: str) -> Client:
    client = Client(headers={"user-agent": browser})
    # allauth looks at each of the account's sessions in turn when somebody signs in.
    with zeal_ignore():
        client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return get_user(client.get("/").wsgi_request).is_authenticated


def test_every_device_is_named_and_this_one_is_marked(world: World) -> None:
    laptop = signed_in(world.teacher.user, LAPTOP)
    signed_in(world.teacher.user, PHONE)
    page = laptop.get(LIST).content.decode()
    assert page.index("Firefox on Linux") < page.index("This device")
    assert page.index("This device") < page.index("Safari on iPhone")
    assert "from 127.0.0.1" in page


def test_another_device_was_seen_just_now_or_some_minutes_ago(world: World) -> None:
    laptop = signed_in(world.teacher.user, LAPTOP)
    signed_in(world.teacher.user, PHONE)
    assert "last seen just now" in laptop.get(LIST).content.decode()
    phone = UserSession.objects.get(user_agent=PHONE)
    UserSession.objects.filter(pk=phone.pk).update(
        last_seen_at=phone.last_seen_at - timedelta(minutes=5)
    )
    assert "last seen 5\xa0minutes ago" in laptop.get(LIST).content.decode()


def test_a_phone_left_on_the_bus_is_signed_out_at_once(world: World) -> None:
    laptop = signed_in(world.teacher.user, LAPTOP)
    phone = signed_in(world.teacher.user, PHONE)
    lost = UserSession.objects.get(user_agent=PHONE)
    answer = laptop.post(f"{LIST}{lost.pk}/end/", follow=True)
    assert "iPhone" not in answer.content.decode()
    assert not is_in(phone)
    assert is_in(laptop)
    event = AuditEvent.objects.get(verb="account.session_ended")
    assert event.actor_user_id == world.teacher.user.pk


def test_everywhere_else_is_everywhere_but_here(world: World) -> None:
    laptop = signed_in(world.teacher.user, LAPTOP)
    others = [signed_in(world.teacher.user, PHONE) for _ in range(2)]
    colleague = signed_in(world.colleague.user, PHONE)
    answer = laptop.post(LIST, follow=True)
    assert "Signed out at 2 places." in answer.content.decode()
    assert [is_in(client) for client in (laptop, *others, colleague)] == [True, False, False, True]


def test_somebody_elses_sign_in_is_not_found(world: World) -> None:
    signed_in(world.colleague.user, PHONE)
    theirs = UserSession.objects.get(user=world.colleague.user)
    mine = signed_in(world.teacher.user, LAPTOP)
    assert mine.post(f"{LIST}{theirs.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()
    assert "iPhone" not in mine.get(LIST).content.decode()


def test_the_same_button_pressed_twice_is_answered_plainly(world: World) -> None:
    laptop = signed_in(world.teacher.user, LAPTOP)
    signed_in(world.teacher.user, PHONE)
    lost = UserSession.objects.get(user_agent=PHONE)
    answers = [laptop.post(f"{LIST}{lost.pk}/end/").status_code for _ in range(2)]
    assert answers == [302, 404]


@pytest.mark.parametrize("over", ["forgotten", "gone"])
def test_a_sign_in_that_is_over_is_not_listed(world: World, over: str) -> None:
    laptop = signed_in(world.teacher.user, LAPTOP)
    signed_in(world.teacher.user, PHONE)
    lost = UserSession.objects.get(user_agent=PHONE)
    if over == "gone":
        Session.objects.filter(pk=lost.session_key).delete()
    else:
        UserSession.objects.filter(pk=lost.pk).update(
            last_seen_at=lost.last_seen_at - timedelta(hours=5)
        )
    page = laptop.get(LIST).content.decode()
    assert "iPhone" not in page
    assert "You are signed in nowhere else." in page


def test_an_unheard_of_browser_is_called_unknown(world: World) -> None:
    client = signed_in(world.teacher.user, "<script>alert(1)</script>")
    page = client.get(LIST).content.decode()
    assert "An unknown browser" in page
    assert "alert(1)" not in page


def test_a_pupil_with_a_card_is_told_whom_to_ask_and_not_to_change_a_password(world: World) -> None:
    page = signed_in_by(given(world)).get(LIST).text
    assert "then tell your teacher" in page
    assert "change your password" not in page
    laptop = signed_in(world.teacher.user, LAPTOP)
    assert "then change your password" in laptop.get(LIST).text
