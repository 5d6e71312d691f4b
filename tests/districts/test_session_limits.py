"""A sign-in ends by itself: after nothing happened, after a day's work, and says why."""

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from districts.models import StaffRole, Student, User
from spacesedu.lib import clock
from tests import factories as make
from tests.world import PASSWORD, Person, World

SIGN_IN = "/accounts/login/"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Clock:
    """A clock that only moves when somebody waits."""

    def __init__(self) -> None:
        """Begin now."""
        self.at = clock.now()

    def now(self) -> datetime:
        return self.at

    def wait(self, time: timedelta) -> None:
        self.at += time


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    moved = Clock()
    monkeypatch.setattr(clock, "now", moved.now)
    return moved


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def sign_in(client: Client, user: User, **also: object) -> HttpResponse:
    answer = client.post(SIGN_IN, {"login": user.email, "password": PASSWORD, **also})
    assert answer.status_code == 302
    return answer  # type: ignore[return-value]


def come_in(client: Client, user: User) -> None:
    """Be signed in already, second factor and all, and look at a first page."""
    client.force_login(user)
    client.get("/")


def is_in(client: Client) -> bool:
    return get_user(client.get("/").wsgi_request).is_authenticated


def cookie(client: Client) -> object:
    return client.cookies[settings.SESSION_COOKIE_NAME]["max-age"]


@pytest.mark.parametrize(
    ("who", "idle"),
    [("admin", HOUR), ("counsellor", HOUR), ("teacher", 4 * HOUR), ("family", 14 * DAY)],
)
def test_nothing_happens_for_too_long(
    client: Client, world: World, time: Clock, who: str, idle: timedelta
) -> None:
    person: Person = getattr(world, who)
    come_in(client, person.user)
    time.wait(idle - MINUTE)
    assert is_in(client)
    time.wait(idle)
    assert not is_in(client)


def test_whoever_is_busy_is_signed_out_at_the_end_of_the_day(
    client: Client, world: World, time: Clock
) -> None:
    come_in(client, world.admin.user)
    for _ in range(14):
        time.wait(50 * MINUTE)
        assert is_in(client)
    time.wait(20 * MINUTE)
    assert not is_in(client)


def test_a_page_says_why_and_comes_back_to_where_one_was(
    client: Client, world: World, time: Clock
) -> None:
    sign_in(client, world.teacher.user)
    time.wait(5 * HOUR)
    answer = client.get("/classes/?page=2", follow=True)
    assert answer.redirect_chain == [(f"{SIGN_IN}?next=%2Fclasses%2F%3Fpage%3D2", 302)]
    assert "You were signed out because nothing happened for 4 hours." in answer.content.decode()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_what_was_typed_is_shown_once_more_and_nothing_is_done(
    client: Client, world: World, time: Clock
) -> None:
    sign_in(client, world.teacher.user)
    time.wait(5 * HOUR)
    answer = client.post(
        f"/portfolios/{world.portfolio.pk}/summary/",
        {"summary": "What I learned <b>this</b> year.", "password": "my secret words"},
        headers={"referer": f"http://testserver/portfolios/{world.portfolio.pk}/"},
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "What I learned &lt;b&gt;this&lt;/b&gt; year." in page
    assert "my secret words" not in page
    assert f"next=%2Fportfolios%2F{world.portfolio.pk}%2F" in page
    world.portfolio.refresh_from_db()
    assert "this" not in world.portfolio.summary


def test_a_form_of_another_site_leads_back_to_the_front_door(
    client: Client, world: World, time: Clock
) -> None:
    sign_in(client, world.teacher.user)
    time.wait(5 * HOUR)
    answer = client.post("/switch/", headers={"referer": "https://evil.example/portfolios/"})
    assert "next=%2F&quot;" not in answer.content.decode()
    assert "evil" not in answer.content.decode()


def test_a_part_of_a_page_sends_the_whole_page_to_the_door(
    client: Client, world: World, time: Clock
) -> None:
    sign_in(client, world.teacher.user)
    time.wait(5 * HOUR)
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/classes/"}
    answer = client.get("/classes/", headers={**here, "referer": here["HX-Current-URL"]})
    assert answer["HX-Redirect"] == f"{SIGN_IN}?next=%2Fclasses%2F"


def test_a_pupil_is_led_back_to_the_page_where_a_bare_username_will_do(
    client: Client, world: World, time: Clock
) -> None:
    client.force_login(pupil(world))
    assert is_in(client)
    time.wait(3 * HOUR)
    assert client.get("/")["Location"] == f"/sign-in/{world.district.slug}/?next=%2F"


def test_a_pupils_cookie_goes_with_the_browser_and_a_familys_stays(
    client: Client, world: World
) -> None:
    sign_in(client, world.student.user)
    assert cookie(client) == ""
    client.cookies.clear()
    sign_in(client, world.family.user)
    assert DAY.total_seconds() * 30 - 5 <= int(str(cookie(client))) <= DAY.total_seconds() * 30


def test_a_parent_who_also_works_here_is_signed_out_like_at_work(
    client: Client, world: World, time: Clock
) -> None:
    user = world.family.user
    sign_in(client, user)
    give_office(world, user)
    time.wait(2 * HOUR)
    assert not is_in(client), "a role that came meanwhile counts on the next request"


def test_switching_roles_never_prolongs(client: Client, world: World, time: Clock) -> None:
    give_office(world, world.family.user)
    come_in(client, world.family.user)
    client.post("/switch/", {"role": world.family.actor.key})
    time.wait(2 * HOUR)
    assert not is_in(client)


def test_last_seen_is_written_once_a_minute(client: Client, world: World, time: Clock) -> None:
    sign_in(client, world.teacher.user)
    began = UserSession.objects.get().last_seen_at
    time.wait(30 * timedelta(seconds=1))
    client.get("/")
    assert UserSession.objects.get().last_seen_at == began
    time.wait(MINUTE)
    client.get("/")
    assert UserSession.objects.get().last_seen_at == time.at


def test_a_new_session_key_does_not_start_the_day_anew(
    client: Client, world: World, time: Clock
) -> None:
    come_in(client, world.admin.user)
    began = client.session["signed_in_at"]
    time.wait(30 * MINUTE)
    session = client.session
    session.cycle_key()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    assert is_in(client)
    assert client.session["signed_in_at"] == began


def test_a_shared_device_forgets_after_twenty_minutes_whoever_it_was(
    client: Client, world: World, time: Clock
) -> None:
    sign_in(client, world.family.user, shared_device="on")
    assert cookie(client) == ""
    time.wait(19 * MINUTE)
    assert is_in(client)
    time.wait(20 * MINUTE)
    assert not is_in(client)


def test_a_shared_device_is_remembered_by_the_session_alone(client: Client, world: World) -> None:
    sign_in(client, world.family.user, shared_device="on")
    client.post("/accounts/logout/")
    sign_in(client, world.family.user)
    assert cookie(client) != ""


def test_whoever_leaves_a_shared_device_is_told_to_close_the_window(
    client: Client, world: World
) -> None:
    sign_in(client, world.student.user, shared_device="on")
    assert "shared device" in client.get("/").content.decode()
    answer = client.post("/accounts/logout/", follow=True)
    assert "Close this window" in answer.content.decode()
    assert "storage" in answer["Clear-Site-Data"]
    assert not Session.objects.exists()


def test_an_old_session_accepts_no_invitation(client: Client, world: World, time: Clock) -> None:
    sign_in(client, world.family.user)
    time.wait(15 * DAY)
    client.get("/invitations/")
    assert not Session.objects.filter(pk=client.session.session_key).exists()


def test_a_public_page_neither_reads_nor_renews_a_session(
    client: Client, world: World, time: Clock
) -> None:
    come_in(client, world.admin.user)
    time.wait(2 * HOUR)
    answer = client.get("/s/nothing/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert Session.objects.count() == 1


def pupil(world: World) -> User:
    user = User.objects.create_user(username=f"{world.district.slug}:chris", name="Chris")
    Student.objects.filter(pk=world.classmate.pk).update(user=user)
    return user


def give_office(world: World, user: User) -> None:
    staff = make.StaffMemberFactory.create(district=world.district, user=user)
    StaffRole.objects.create(
        district=world.district, staff=staff, role="district_admin", approved_at=clock.now()
    )
