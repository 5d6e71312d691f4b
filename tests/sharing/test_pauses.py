"""An administrator pauses links, sees first what that closes, and lets them open again."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from districts.models import AuditEvent
from portfolios.actions import NotOursError, pause_sharing, resume_sharing
from portfolios.models import Portfolio, SharingPause
from sharing.models import ShareLink
from sharing.pausing import reads
from tests import factories as make
from tests.districts import factors
from tests.portfolios import changes as c
from tests.sharing.paths import public_path
from tests.world import PASSWORD, World

PAUSES = "/district/sharing/pauses/"
WHY = "A photo shows the names of a whole class."


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """Gold Trail's District Admin, signed in."""
    client.force_login(world.admin.user)
    return client


@pytest.fixture
def three_links(world: World) -> World:
    """Links of two students of Maple School and one of Cedar School; and two that do not count."""
    for portfolio in (world.classmate_portfolio, world.outsider_portfolio):
        make.ShareLinkFactory.create(portfolio=portfolio)
    gone = make.PortfolioFactory.create(template=world.template)
    make.MembershipFactory.create(student=gone.student, school=world.maple)
    make.ShareLinkFactory.create(portfolio=gone, issued_at=world.now - timedelta(days=301))
    make.ShareLinkFactory.create(portfolio=world.classmate_portfolio, closed_at=world.now)
    c.pause(world, ended_at=world.now)
    return world


def wanted(world: World, kind: str) -> dict[str, object]:
    """Return what the pause of this kind covers."""
    kinds = {"school": world.maple, "grade": "08", "template": world.template}
    return {kind: kinds[kind]} if kind in kinds else {}


def opening(world: World) -> set[object]:
    """Return the portfolios of Gold Trail whose links open now."""
    links = ShareLink.objects.not_closed().filter(expires_at__gt=world.now)
    portfolios = Portfolio.objects.open_to_url(world.now).filter(district=world.district)
    return set(portfolios.filter(links__in=links).values_list("pk", flat=True))


def status(world: World) -> int:
    """Return what a visitor gets."""
    return Client().get(public_path(world.link)).status_code


def words(page: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("kind", ["district", "school", "grade", "template"])
def test_the_number_shown_is_the_number_that_closes_and_opens_again(
    three_links: World, kind: str
) -> None:
    world = three_links
    before = opening(world)
    pause = SharingPause(district=world.district, reason=WHY, **wanted(world, kind))
    told = reads.closes(pause, world.now)
    made = pause_sharing(wanted=pause, by=world.admin.actor, at=world.now)
    closed = before - opening(world)
    assert len(closed) == told == reads.opens_again(made, world.now) > 0
    resume_sharing(pause_id=made.pk, by=world.admin.actor, at=world.now)
    assert opening(world) == before


def test_nothing_opens_again_that_another_pause_covers(three_links: World) -> None:
    world = three_links
    school = make.SharingPauseFactory.create(district=world.district, school=world.cedar)
    everything = make.SharingPauseFactory.create(district=world.district)
    assert reads.opens_again(school, world.now) == 0
    assert reads.opens_again(everything, world.now) == 2


def test_the_page_says_how_many_links_close_and_waits_for_a_yes(
    admin: Client, three_links: World
) -> None:
    world = three_links
    asked = {"what": f"school:{world.maple.pk}", "reason": WHY}
    page = admin.post(PAUSES, asked)
    assert "2 links that open now close at once." in words(page.text)
    assert status(world) == 200
    admin.post(PAUSES, {**asked, "confirm": "1"})
    assert status(world) == 404
    page = admin.get(PAUSES)
    assert WHY in words(page.text)
    assert str(world.admin.user) in words(page.text)


def test_whoever_goes_back_finds_what_they_typed(admin: Client, world: World) -> None:
    page = admin.post(PAUSES, {"what": "grade:08", "reason": WHY, "edit": "1"})
    assert WHY in unescape(page.text)
    assert '<option value="grade:08" selected>' in page.text
    assert not SharingPause.objects.exists()


@pytest.mark.parametrize("kind", ["district", "grade"])
def test_what_is_paused_already_is_not_asked_about_again(
    admin: Client, world: World, kind: str
) -> None:
    asked = {"what": {"district": "district", "grade": "grade:08"}[kind], "reason": WHY}
    admin.post(PAUSES, {**asked, "confirm": "1"})

    page = admin.post(PAUSES, asked)

    assert page.status_code == 422
    assert "It is paused already." in words(page.text)
    assert SharingPause.objects.count() == 1


def test_undo_opens_the_links_again(admin: Client, world: World) -> None:
    answer = admin.post(PAUSES, {"what": "district", "reason": WHY, "confirm": "1"})
    page = admin.get(answer["Location"])
    [undo] = re.findall(r'action="([^"]+/resume/)"', page.text)
    assert status(world) == 404
    admin.post(undo)
    assert status(world) == 200
    assert "Undo" not in admin.get(answer["Location"]).text


def test_resuming_says_first_how_many_links_open_again(admin: Client, three_links: World) -> None:
    world = three_links
    pause = make.SharingPauseFactory.create(district=world.district)
    address = f"{PAUSES}{pause.pk}/resume/"
    assert "3 links open again." in words(admin.get(address).text)
    assert status(world) == 404
    admin.post(address)
    assert status(world) == 200
    assert admin.get(address).status_code == 302
    pause.refresh_from_db()
    assert pause.ended_by == world.admin.user


def test_whoever_left_the_screen_alone_is_asked_who_they_are_before_links_open(
    admin: Client, world: World
) -> None:
    pause = make.SharingPauseFactory.create(district=world.district)
    factors.an_hour_passes(admin)
    asked = admin.post(f"{PAUSES}{pause.pk}/resume/")
    assert status(world) == 404
    admin.post(asked["Location"], {"password": PASSWORD})
    assert status(world) == 200


def test_pressed_twice_it_is_one_pause_and_one_end(world: World) -> None:
    pauses = [
        pause_sharing(
            wanted=SharingPause(district=world.district, grade="08", reason=WHY),
            by=world.admin.actor,
            at=world.now,
        )
        for _ in range(2)
    ]
    assert pauses[0] == pauses[1]
    for _ in range(2):
        resume_sharing(pause_id=pauses[0].pk, by=world.admin.actor, at=world.now)
    events = AuditEvent.objects.filter(verb__startswith="pause.").order_by("pk")
    assert list(events.values_list("verb", flat=True)) == ["pause.begun", "pause.ended"]


def test_the_activity_names_what_was_paused(admin: Client, world: World) -> None:
    admin.post(PAUSES, {"what": f"template:{world.template.pk}", "reason": WHY, "confirm": "1"})
    told = words(admin.get("/activity/").text)
    assert f"paused the share links of the Portfolio Template “{world.template.name}”" in told


@pytest.mark.parametrize("what", ["", "school:nowhere", "grade:99", "template:"])
def test_what_is_not_offered_is_refused(admin: Client, what: str) -> None:
    answer = admin.post(PAUSES, {"what": what, "reason": WHY, "confirm": "1"})
    assert answer.status_code == 422
    assert not SharingPause.objects.exists()


def test_a_pause_says_why(admin: Client) -> None:
    answer = admin.post(PAUSES, {"what": "district", "reason": " ", "confirm": "1"})
    assert answer.status_code == 422


def test_the_schools_of_another_district_cannot_be_paused(world: World) -> None:
    theirs = {"school": world.other.maple}, {"template": world.other.template}, {"grade": "99"}
    for what in theirs:
        pause = SharingPause(district=world.district, reason=WHY, **what)
        with pytest.raises(NotOursError):
            pause_sharing(wanted=pause, by=world.admin.actor, at=world.now)


def test_a_paused_student_reads_in_the_menu_that_sharing_is_not_open(
    client: Client, world: World
) -> None:
    c.pause(world, school=world.maple)
    client.force_login(world.student.user)
    menu = words(client.get(f"/share/{world.portfolio.pk}/").text)
    assert "Sharing is not open at the moment" in menu
    assert "Turn off" in menu
    assert "Reset Expiration" not in menu


def test_a_pause_does_not_touch_families(client: Client, world: World) -> None:
    c.pause(world)
    client.force_login(world.family.user)
    assert client.get(f"/portfolios/{world.portfolio.pk}/").status_code == 200
