"""Usernames: given by who teaches or administers the pupil, to accounts a school may open."""

import re

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from districts.actions.accounts import give_username
from districts.models import AuditEvent, Student
from districts.signing_in.plain_words import WORDS, plain_password
from tests import factories as make
from tests.districts.cards import CLOSES, SCHOOL, given
from tests.world import World

TYPED = {"username": "chris", "password": "otter-maple-kettle"}


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def teacher(client: Client, world: World) -> Client:
    """The teacher's browser."""
    client.force_login(world.teacher.user)
    return client


def address(student: Student) -> str:
    return reverse("districts:student_sign_in", kwargs={"student": student.pk})


def who_comes_in(username: str, password: str) -> object:
    pupil = Client()
    pupil.post("/sign-in/gold-trail/", {"login": username, "password": password})
    return get_user(pupil.get("/").wsgi_request)


def test_the_page_proposes_a_username_and_plain_words(teacher: Client, world: World) -> None:
    page = teacher.get(address(world.classmate)).text
    assert 'value="chris.c"' in page
    proposed = re.search(
        r'name="password"[^>]*value="([a-z-]+)"|value="([a-z]+-[a-z]+-[a-z]+)"', page
    )
    assert proposed is not None


def test_a_name_that_is_taken_gets_a_number(teacher: Client, world: World) -> None:
    make.UserFactory.create(email=None, username="gold-trail:chris.c")
    assert 'value="chris.c2"' in teacher.get(address(world.classmate)).text


def test_the_pupil_signs_in_with_what_was_given(teacher: Client, world: World) -> None:
    page = teacher.post(address(world.classmate), TYPED).text
    assert "otter-maple-kettle" in page
    assert "/sign-in/gold-trail/" in page
    world.classmate.refresh_from_db()
    assert who_comes_in("chris", "otter-maple-kettle") == world.classmate.user
    event = AuditEvent.objects.get(verb="account.username_given")
    assert event.subject_id == str(world.classmate.pk)
    assert event.detail == {}


def test_the_password_is_shown_this_once(teacher: Client, world: World) -> None:
    teacher.post(address(world.classmate), TYPED)
    page = teacher.get(address(world.classmate)).text
    assert 'value="chris"' in page
    assert "otter-maple-kettle" not in page


def test_a_new_password_ends_the_old_one_and_signs_out(teacher: Client, world: World) -> None:
    teacher.post(address(world.classmate), TYPED)
    pupil = Client()
    pupil.post("/sign-in/gold-trail/", {"login": "chris", "password": TYPED["password"]})
    assert pupil.get("/portfolios/").status_code == 200
    teacher.post(address(world.classmate), {**TYPED, "password": "river-lemon-otter"})
    assert pupil.get("/portfolios/").status_code == 302
    verbs = AuditEvent.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["account.username_given", "account.password_given"]


def test_sending_the_form_twice_gives_the_same(teacher: Client, world: World) -> None:
    for _ in range(2):
        assert teacher.post(address(world.classmate), TYPED).status_code == 200
    assert Student.objects.filter(user__username="gold-trail:chris").count() == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("username", "Chris Classmate"),
        ("username", "chris:x"),
        ("username", "крис"),
        ("username", "x" * 61),
        ("username", ""),
        ("password", "seven77"),
        ("password", "password1"),
        ("password", "chris"),
        ("password", ""),
        ("password", "x" * 201),
    ],
)
def test_what_cannot_be_is_said_at_the_field(
    teacher: Client, world: World, field: str, text: str
) -> None:
    answer = teacher.post(address(world.classmate), {**TYPED, field: text})
    assert field in answer.context["form"].errors
    world.classmate.refresh_from_db()
    assert world.classmate.user is None


def test_a_username_of_somebody_else_is_refused(teacher: Client, world: World) -> None:
    make.UserFactory.create(email=None, username="gold-trail:chris")
    answer = teacher.post(address(world.classmate), TYPED)
    assert "taken" in str(answer.context["form"].errors)


@pytest.mark.parametrize("what", sorted(CLOSES.keys() - {"revoked", "no account"}))
def test_an_account_of_ones_own_is_left_alone(teacher: Client, world: World, what: str) -> None:
    given(world)
    CLOSES[what](world)
    before = Student.objects.get(pk=world.classmate.pk).user
    page = teacher.post(address(world.classmate), TYPED).text
    assert "alert--warning" in page
    assert 'name="password"' not in page
    with pytest.raises(ValueError, match="This "):
        give_username(student=world.classmate, name="a", password="b" * 8, by=SCHOOL, at=world.now)
    after = Student.objects.get(pk=world.classmate.pk).user
    assert before is not None
    assert after is not None
    assert (after.username, after.password) == (before.username, before.password)


def test_a_student_with_an_e_mail_keeps_their_password(teacher: Client, world: World) -> None:
    page = teacher.post(address(world.student_record), TYPED).text
    assert "signs in by e-mail" in page
    assert not AuditEvent.objects.exists()


def test_nobody_gives_a_username_to_a_pupil_of_others(client: Client, world: World) -> None:
    for person in (world.colleague, world.other.admin, world.family, world.support):
        client.force_login(person.user)
        assert client.post(address(world.classmate), TYPED).status_code == 404
    for person in (world.limited, world.counsellor):
        client.force_login(person.user)
        assert client.post(address(world.classmate), TYPED).status_code == 403


def test_a_password_is_three_plain_words() -> None:
    words = plain_password().split("-")
    assert len(words) == 3
    assert set(words) <= set(WORDS)
    assert len(set(WORDS)) == 256
