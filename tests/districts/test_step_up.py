"""Before something weighty the product asks again who it is, and loses nothing on the way."""

import io
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from districts.actions.accounts import give_username
from districts.actor import System
from tests.districts.factors import an_hour_passes, code_of
from tests.factories.factors import passkey_of
from tests.world import PASSWORD, Person, World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.urls("tests.districts.weighty")

WEIGHTY = "/weighty/"
BY_PASSWORD = "/accounts/again/password/"  # noqa: S105 -- an address
BY_CODE = "/accounts/again/code/"
ANEW = "/accounts/again/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def later(client: Client, world: World) -> Client:
    """A teacher who signed in an hour ago."""
    return _later(client, world.teacher)


def _later(client: Client, person: Person) -> Client:
    client.force_login(person.user)
    an_hour_passes(client)
    return client


def said(answer: "Response") -> str:
    return answer.content.decode()


def test_somebody_who_has_just_signed_in_is_not_asked(client: Client, world: World) -> None:
    client.post("/accounts/login/", {"login": world.teacher.user.email, "password": PASSWORD})
    assert said(client.get(WEIGHTY)).startswith("GET")


def test_after_ten_minutes_the_password_is_asked_and_the_page_comes_back(later: Client) -> None:
    asked = later.get(f"{WEIGHTY}?school=7")
    assert asked["Location"] == f"{BY_PASSWORD}?next={quote(WEIGHTY, safe='')}%3Fschool%3D7"
    assert later.get(asked["Location"]).status_code == 200
    answer = later.post(asked["Location"], {"password": PASSWORD})
    assert answer["Location"] == f"{WEIGHTY}?school=7"
    assert said(later.get(answer["Location"])).startswith("GET 7")


def test_a_form_that_was_sent_is_carried_out_afterwards(later: Client) -> None:
    asked = later.post(f"{WEIGHTY}?school=7", {"x": "on"})
    assert asked.status_code == 302
    assert said(later.post(asked["Location"], {"password": PASSWORD})) == "POST 7 on"


def test_a_form_somebody_gave_up_is_not_carried_out_at_another_time(later: Client) -> None:
    later.post(WEIGHTY, {"x": "on"})
    asked = later.get(WEIGHTY)
    assert later.post(asked["Location"], {"password": PASSWORD})["Location"] == WEIGHTY


def test_a_wrong_password_opens_nothing(later: Client) -> None:
    asked = later.post(WEIGHTY, {"x": "on"})
    page = later.post(asked["Location"], {"password": "not this"})
    assert page.status_code == 200
    assert later.get(WEIGHTY).status_code == 302


def test_guessing_is_slowed_down(later: Client) -> None:
    statuses = [later.post(BY_PASSWORD, {"password": "a guess"}).status_code for _ in range(12)]
    assert statuses[-1] == 429


def test_a_form_with_a_file_leads_back_to_its_page(later: Client) -> None:
    asked = later.post(
        WEIGHTY,
        {"x": io.BytesIO(b"a file")},
        headers={"referer": "http://testserver/district/?a=1"},
    )
    answer = later.post(asked["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/district/?a=1"


def test_a_script_is_told_where_to_go_and_the_person_comes_back_to_the_page(later: Client) -> None:
    answer = later.post(
        WEIGHTY,
        {"x": "on"},
        headers={"hx-request": "true", "hx-current-url": "http://testserver/district/"},
    )
    assert answer["HX-Redirect"] == f"{BY_PASSWORD}?next={quote('/district/', safe='')}"
    assert later.post(answer["HX-Redirect"], {"password": PASSWORD})["Location"] == "/district/"


def test_nobody_is_led_to_another_site(later: Client) -> None:
    for page in ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]:
        asked = later.post(WEIGHTY, {"x": io.BytesIO(b"a file")}, headers={"referer": page})
        assert "evil" not in asked["Location"]
        assert "javascript" not in asked["Location"]
    answer = later.post(f"{ANEW}?next=https://evil.example/")
    assert "evil" not in answer["Location"]


def test_a_code_of_the_app_is_as_good_as_the_password(client: Client, world: World) -> None:
    _later(client, world.admin)
    page = said(client.get(client.get(WEIGHTY)["Location"]))
    assert BY_CODE in page
    answer = client.post(f"{BY_CODE}?next={WEIGHTY}", {"code": code_of(world.admin.user)})
    assert answer["Location"] == WEIGHTY
    assert said(client.get(WEIGHTY)).startswith("GET")


def test_an_account_with_nothing_but_a_passkey_is_asked_for_it(
    client: Client, world: World
) -> None:
    world.teacher.user.set_unusable_password()
    world.teacher.user.save()
    passkey_of(world.teacher.user)
    asked = _later(client, world.teacher).get(WEIGHTY)
    assert asked["Location"].startswith("/accounts/again/passkey/")
    assert "data-passkey" in said(client.get(asked["Location"]))


def test_an_account_that_only_gets_codes_by_mail_signs_in_again(
    client: Client, world: World
) -> None:
    world.family.user.set_unusable_password()
    world.family.user.save()
    asked = _later(client, world.family).get(WEIGHTY)
    assert asked["Location"].startswith(ANEW)
    assert "Sign in again to go on" in said(client.get(asked["Location"]))
    answer = client.post(asked["Location"])
    assert answer["Location"] == f"/accounts/login/?next={quote(WEIGHTY, safe='')}"
    assert client.get("/").status_code == 302


def test_a_pupil_with_a_username_gives_their_password(client: Client, world: World) -> None:
    pupil = give_username(
        student=world.classmate, name="chris", password=PASSWORD, by=System("t"), at=world.now
    )
    client.force_login(pupil)
    an_hour_passes(client)
    asked = client.get(WEIGHTY)
    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == WEIGHTY


def test_somebody_elses_proof_in_the_same_browser_counts_for_nothing(
    client: Client, world: World
) -> None:
    client.force_login(world.teacher.user)
    session = client.session
    session["account_authentication_methods_user"] = str(world.student.user.pk)
    session.save()
    assert client.get(WEIGHTY).status_code == 302
