"""Coming in: by e-mail, by username on both pages; and what a wrong answer tells nobody."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from districts.actions.accounts import give_username
from districts.actor import System
from districts.models import Student, User
from tests import factories as make
from tests.world import PASSWORD, World

SIGN_IN = "/accounts/login/"
SCHOOL = System("tests")
CHOSEN = "eight-or-more"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def pupil(world: World) -> Student:
    """The classmate, who has no e-mail: their school gives them a username."""
    give_username(student=world.classmate, name="chris", password=CHOSEN, by=SCHOOL, at=world.now)
    world.classmate.refresh_from_db()
    return world.classmate


def enter(
    client: Client, login: str, password: str = PASSWORD, page: str = SIGN_IN
) -> HttpResponse:
    return client.post(page, {"login": login, "password": password})  # type: ignore[return-value]


def who(client: Client) -> object:
    request = client.get("/").wsgi_request
    return get_user(request)


def test_the_front_door_leads_to_the_sign_in_form(client: Client, db: None) -> None:
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0].startswith(SIGN_IN)
    words = page.content.decode()
    assert words.index('name="login"') < words.index('name="password"')


def test_a_teacher_signs_in_with_their_e_mail(client: Client, world: World) -> None:
    assert world.teacher.user.email is not None
    answer = enter(client, world.teacher.user.email.upper())
    assert answer["Location"] == "/"
    assert who(client) == world.teacher.user


def test_a_pupil_types_the_bare_username_on_their_districts_page(
    client: Client, pupil: Student
) -> None:
    answer = enter(client, "Chris", CHOSEN, f"/sign-in/{pupil.district.slug}/")
    assert answer["Location"] == "/"
    assert who(client) == pupil.user


def test_a_pupil_types_district_and_username_on_the_general_page(
    client: Client, pupil: Student
) -> None:
    enter(client, f"{pupil.district.slug}:chris", CHOSEN)
    assert who(client) == pupil.user


def test_a_bare_username_opens_nothing_elsewhere(
    client: Client, pupil: Student, world: World
) -> None:
    for page in [SIGN_IN, f"/sign-in/{world.other.district.slug}/"]:
        enter(client, "chris", CHOSEN, page)
        assert who(client) != pupil.user


def test_a_teacher_may_use_the_districts_page_too(client: Client, world: World) -> None:
    assert world.teacher.user.email is not None
    enter(client, world.teacher.user.email, page=f"/sign-in/{world.district.slug}/")
    assert who(client) == world.teacher.user


def test_the_districts_page_says_whose_it_is(client: Client, world: World) -> None:
    assert world.district.name in client.get(f"/sign-in/{world.district.slug}/").content.decode()


def test_an_unknown_district_has_no_page(client: Client, db: None) -> None:
    assert client.get("/sign-in/nowhere/").status_code == 404
    assert enter(client, "somebody", page="/sign-in/nowhere/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/accounts/email/", "/accounts/signup/", "/accounts/confirm-email/"]
)
def test_a_pupil_cannot_add_an_address_or_an_account(
    client: Client, pupil: Student, address: str
) -> None:
    assert pupil.user is not None
    client.force_login(pupil.user)
    assert client.get(address).status_code == 404
    assert client.post(address, {"email": "mine@example.org", "action_add": ""}).status_code == 404
    assert not EmailAddress.objects.filter(user=pupil.user).exists()


@pytest.mark.parametrize(
    ("known", "unknown"),
    [
        ("teacher@{slug}.example.org", "nobody@{slug}.example.org"),
        ("{slug}:chris", "{slug}:nobody"),
    ],
)
def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(
    client: Client, world: World, pupil: Student, known: str, unknown: str
) -> None:
    answers = []
    for login in (known, unknown):
        typed = login.format(slug=world.district.slug)
        page = enter(client, typed, "something else entirely")
        answers.append((page.status_code, _without_what_was_typed(page, typed)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 200
    assert "do not match" in answers[0][1]


def _without_what_was_typed(page: HttpResponse, typed: str) -> str:
    words = page.content.decode().replace(typed, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words)


def test_guessing_one_accounts_password_is_slowed_down(client: Client, world: World) -> None:
    assert world.teacher.user.email is not None
    for _ in range(10):
        enter(client, world.teacher.user.email, "a guess")
    page = enter(client, world.teacher.user.email).content.decode()
    assert "Too many tries" in page


def test_an_account_whose_address_is_not_confirmed_stays_outside(client: Client, db: None) -> None:
    user = User.objects.create_user(email="new@example.org")
    user.set_password(PASSWORD)
    user.save()
    page = client.post(
        SIGN_IN, {"login": "new@example.org", "password": PASSWORD}, follow=True
    ).content.decode()
    assert "This address is not confirmed." in page
    assert not get_user(client.get(SIGN_IN).wsgi_request).is_authenticated


def test_an_account_that_was_closed_is_told_so_only_after_the_right_password(
    client: Client, world: World
) -> None:
    user = world.teacher.user
    user.is_active = False
    user.save()
    assert enter(client, user.email or "")["Location"] == "/accounts/inactive/"
    assert enter(client, user.email or "", "wrong").status_code == 200


def test_signing_out_ends_the_session(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    client.post("/accounts/logout/")
    assert client.get("/").status_code == 302


def test_after_signing_in_one_is_never_sent_to_another_site(client: Client, world: World) -> None:
    answer = client.post(
        f"{SIGN_IN}?next=https://evil.example/",
        {"login": world.teacher.user.email or "", "password": PASSWORD},
    )
    assert answer["Location"] == "/"


def test_a_username_belongs_to_one_pupil_of_a_district(pupil: Student, world: World) -> None:
    twin = make.StudentFactory.create(district=pupil.district)
    with pytest.raises(ValueError, match="taken"):
        give_username(student=twin, name="Chris", password=CHOSEN, by=SCHOOL, at=world.now)
    namesake = make.StudentFactory.create(district=world.other.district)
    give_username(student=namesake, name="chris", password=CHOSEN, by=SCHOOL, at=world.now)


def test_a_school_cannot_set_the_password_of_somebodys_own_account(world: World) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        give_username(
            student=world.student_record, name="sunny", password=CHOSEN, by=SCHOOL, at=world.now
        )


@pytest.mark.parametrize(
    "page",
    ["login/", "inactive/", "password/reset/", "password/reset/done/", "password/reset/key/done/"],
)
def test_the_pages_of_the_front_door_open_without_an_account(
    client: Client, db: None, page: str
) -> None:
    assert client.get(f"/accounts/{page}").status_code == 200


@pytest.mark.parametrize("page", ["password/change/", "password/set/", "sessions/"])
def test_the_pages_of_ones_own_account_need_one(client: Client, db: None, page: str) -> None:
    assert client.get(f"/accounts/{page}")["Location"].startswith(SIGN_IN)


def test_a_made_up_password_link_says_it_is_used_up(client: Client, db: None) -> None:
    page = client.get("/accounts/password/reset/key/1-abc-def/")
    assert "This link is used up" in page.content.decode()
