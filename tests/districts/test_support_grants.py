"""A district lets Support read for some hours: what that opens, what is noted, and how it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from districts.acting import SESSION_KEY
from districts.actions.grants import GrantOpenError, GrantTermError, end_grants, give_grant
from districts.models import AuditEvent, SupportGrant
from districts.support.grants import time_left
from spacesedu.lib import clock
from tests import factories as make
from tests.contract.access_rows import ROWS
from tests.contract.addresses import all_addresses, url
from tests.world import World

PAGE = "/district/support-access/"
ADDRESSES = {address.name: address for address in all_addresses()}
# Where Support keeps what is its own, in whichever role.
OWN = (
    *("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_"),
    *("districts:switch_role", "districts:sign_in", "set_language"),
)


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """A District Admin (full) of Gold Trail, where no grant is open yet."""
    SupportGrant.objects.all().delete()
    client.force_login(world.admin.user)
    return client


@pytest.fixture
def reader(client: Client, world: World) -> Client:
    """Support, acting as the reader of Gold Trail."""
    client.force_login(world.support.user)
    assert client.post("/switch/", {"role": world.reader.actor.key}).status_code == 302
    return client


def notes(world: World) -> list[dict[str, object]]:
    events = AuditEvent.objects.filter(verb="support.read", district_id=world.district.pk)
    return [event.detail for event in events.order_by("id")]


def test_a_grant_is_given_with_hours_and_reason(admin: Client, world: World) -> None:
    assert admin.post(PAGE, {"hours": "4", "reason": "8A stays empty"}).status_code == 302
    grant = SupportGrant.objects.get()
    assert grant.ends_at - grant.given_at == timedelta(hours=4)
    assert (grant.reason, grant.given_by) == ("8A stays empty", world.admin.user)
    event = AuditEvent.objects.get(verb="grant.given")
    assert (event.district_id, event.detail) == (world.district.pk, {"hours": 4})


@pytest.mark.parametrize(
    "wrong",
    [
        *[{"hours": "25"}, {"hours": "0"}, {"hours": "-1"}, {"hours": ""}, {"hours": "x"}],
        *[{"reason": " "}, {"reason": "x" * 501}],
    ],
)
def test_a_grant_without_a_term_or_a_reason_is_not_given(
    admin: Client, wrong: dict[str, str]
) -> None:
    assert admin.post(PAGE, {"hours": "4", "reason": "8A", **wrong}).status_code == 200
    assert not SupportGrant.objects.exists()


@pytest.mark.parametrize("hours", [0, -1, 25, 10**6])
def test_no_action_gives_more_than_a_day(world: World, hours: int) -> None:
    with pytest.raises(GrantTermError):
        give_grant(
            district=world.other.district,
            hours=hours,
            reason="x",
            by=world.other.admin.actor,
            at=world.now,
        )


def test_pressed_twice_is_given_once(admin: Client) -> None:
    for _press in range(2):
        admin.post(PAGE, {"hours": "4", "reason": "8A"})
    assert SupportGrant.objects.count() == 1
    assert "End that first" in admin.get(PAGE).content.decode()


def test_a_grant_that_has_outlived_its_time_makes_room(world: World) -> None:
    later = world.now + timedelta(days=2)
    with pytest.raises(GrantOpenError):
        give_grant(district=world.district, hours=1, reason="x", by=world.admin.actor, at=world.now)
    grant = give_grant(district=world.district, hours=1, reason="x", by=world.admin.actor, at=later)
    old = SupportGrant.objects.exclude(pk=grant.pk).get()
    assert (old.ended_at, old.ended_by) == (old.ends_at, None)


def test_ending_is_at_once_and_once(admin: Client, world: World) -> None:
    admin.post(PAGE, {"hours": "4", "reason": "8A"})
    for _press in range(2):
        assert admin.post(f"{PAGE}end/").status_code == 302
    assert AuditEvent.objects.filter(verb="grant.ended").count() == 1
    assert SupportGrant.objects.get().ended_by == world.admin.user
    assert not end_grants(district=world.district, by=world.admin.actor, at=world.now)


def test_the_district_sees_how_long_and_what(reader: Client, world: World) -> None:
    reader.get(f"/portfolios/{world.portfolio.pk}/")
    admin = Client()
    admin.force_login(world.admin.user)
    page = admin.get(PAGE).content.decode()
    assert "Support can read for 59 minutes more" in page or "for 1 hour more" in page
    assert f"portfolio {world.portfolio.pk}" in page
    assert "Support can read this district" in admin.get("/classes/").content.decode()


@pytest.mark.parametrize("persona", ["limited", "principal", "teacher", "student", "family"])
def test_the_notice_is_for_who_can_end_it(client: Client, world: World, persona: str) -> None:
    client.force_login(getattr(world, persona).user)
    assert "Support can read this district" not in client.get("/").content.decode()


def test_another_district_is_told_nothing(client: Client, world: World) -> None:
    client.force_login(world.other.admin.user)
    page = client.get(PAGE).content.decode()
    assert "Support can read" not in page
    assert "A teacher cannot see her class" not in page


def test_every_page_a_reader_opens_is_noted_by_ids(reader: Client, world: World) -> None:
    reader.get("/")
    reader.get(f"/portfolios/{world.portfolio.pk}/")
    reader.get("/classes/", {"q": "Sunny"})
    reader.get("/accounts/sessions/")
    reader.get("/imports/")
    assert notes(world) == [
        {"view": "home", "ids": {}},
        {"view": "portfolios:page", "ids": {"portfolio": str(world.portfolio.pk)}},
        {"view": "districts:classes", "ids": {}},
    ]
    event = AuditEvent.objects.filter(verb="support.read").latest("id")
    assert event.actor_user_id == world.support.user.pk
    assert event.actor_role == "support_reader"
    assert event.subject_id == str(world.reader.actor.grant_id)


def test_nobody_else_is_noted(client: Client, world: World) -> None:
    for person in (world.support, world.admin, world.student):
        client.force_login(person.user)
        client.get("/")
    assert not AuditEvent.objects.filter(verb="support.read").exists()


def test_a_share_link_opened_meanwhile_stays_a_visitors(reader: Client, world: World) -> None:
    address = ADDRESSES["public:page"]
    assert reader.get(url(address, world)).status_code == 200
    assert notes(world) == []


def test_a_page_that_cannot_be_noted_is_not_shown(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("districts.middleware.support_reading.note_reading", broken)
    with pytest.raises(RuntimeError):
        reader.get("/classes/")


@pytest.mark.parametrize("how", ["ended", "expired"])
def test_when_it_is_over_the_next_page_knows(reader: Client, world: World, how: str) -> None:
    assert reader.get("/classes/").status_code == 200
    if how == "ended":
        end_grants(district=world.district, by=world.admin.actor, at=clock.now())
    else:
        begun = world.now - timedelta(hours=2)
        ended = begun + timedelta(hours=1)
        SupportGrant.objects.filter(district=world.district).update(given_at=begun, ends_at=ended)
    assert reader.get("/classes/").status_code == 403
    assert reader.get(f"/portfolios/{world.portfolio.pk}/").status_code == 404
    assert reader.get("/support/").status_code == 200
    assert reader.post("/switch/", {"role": world.reader.actor.key}).status_code == 404


def test_a_grant_opens_its_own_district_only(reader: Client, world: World) -> None:
    assert reader.get(f"/portfolios/{world.other.portfolio.pk}/").status_code == 404
    for page in ("/", "/classes/", "/portfolios/", "/family/", "/district/"):
        words = reader.get(page).content.decode()
        assert not [name for name in world.other.names if name in words], page


def test_a_role_of_a_grant_that_never_was_is_not_held(client: Client, world: World) -> None:
    client.force_login(world.support.user)
    elsewhere = make.SupportGrantFactory.create(
        district=world.other.district, ended_at=world.now, given_at=world.now
    )
    session = client.session
    session[SESSION_KEY] = f"reader:{elsewhere.pk}"
    session.save()
    assert client.get("/classes/").status_code == 403


def test_a_reader_changes_nothing() -> None:
    """The table of who gets what, which its own test proves, lets a reader post nothing."""
    theirs = [row for row in ROWS if row.method == "POST" and not row.name.startswith(OWN)]
    let_through = {
        row.name: row.answers["reader"]
        for row in theirs
        if row.answers["reader"] not in {"403", "404", row.answers["visitor"]}
    }
    assert let_through == {}


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        *[(0, "1 minute"), (1, "1 minute"), (59, "59 minutes"), (60, "1 hour")],
        *[(90, "1 hour 30 minutes"), (24 * 60, "24 hours")],
    ],
)
def test_what_is_left_is_said_in_words(minutes: int, words: str) -> None:
    begun = datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert time_left(begun + timedelta(minutes=minutes), begun) == words
