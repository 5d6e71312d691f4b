"""How much is too much, when packages are taken, and days on which imports keep quiet."""

import pytest
from django.test import Client

from districts.models import AuditEvent, Feature, ImportSettings, QuietDays
from tests import factories as make
from tests.districts.factors import an_hour_passes
from tests.world import World

pytestmark = pytest.mark.django_db

PAGE = "/imports/settings/"
USUAL = {"removed_percent": "10", "removed_rows": "5", "changed_percent": "75"}


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    client.force_login(world.admin.user)
    return client


def test_what_is_saved_holds_and_is_noted(admin: Client, world: World) -> None:
    assert 'value="10"' in admin.get(PAGE).content.decode()
    wanted = {**USUAL, "removed_percent": "20", "window_from": "22:00", "window_to": "05:00"}
    page = admin.post(PAGE, wanted, follow=True).content.decode()
    assert "The settings are saved." in page
    assert 'value="22:00"' in page
    held = ImportSettings.objects.get(district=world.district)
    assert (held.removed_percent, held.removed_rows, held.window_to.hour) == (20, 5, 5)  # type: ignore[union-attr]
    [event] = AuditEvent.objects.filter(verb="import.settings_changed")
    assert event.detail["after"]["removed_percent"] == 20
    assert event.detail["after"]["window_from"] == "22:00"
    assert "Nothing was changed." in admin.post(PAGE, wanted, follow=True).content.decode()


def test_turning_invitations_on_says_what_comes_next(admin: Client, world: World) -> None:
    world.district.auto_create_associations = False
    world.district.save(update_fields=["auto_create_associations"])
    page = admin.post(PAGE, {**USUAL, "auto_create": "on"}, follow=True).content.decode()
    assert "The next import waits and tells you how many people it would invite." in page
    world.district.refresh_from_db()
    assert world.district.auto_create_associations
    assert not world.district.auto_remove_associations


def test_where_a_feature_is_off_the_page_says_that_nobody_is_invited(
    admin: Client, world: World
) -> None:
    assert "Nobody is invited" not in admin.get(PAGE).content.decode()
    world.district.approvals.filter(feature=Feature.ASSOCIATIONS).update(ended_at=world.now)
    page = admin.get(PAGE).content.decode()
    assert str(Feature.ASSOCIATIONS.label) in page
    assert "Nobody is invited as long as this is off" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"removed_percent": "0"}, "Type a number from 1 to 100."),
        ({"changed_percent": "101"}, "Type a number from 1 to 100."),
        ({"removed_rows": "-1"}, "Type a number from 0 to 1000."),
        ({"window_from": "22:00"}, "Type both times, or leave both empty."),
        ({"window_from": "22:00", "window_to": "22:00"}, "Choose another time"),
        ({"window_from": "night", "window_to": "05:00"}, "Type a time, like 22:00."),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_saved(
    admin: Client, wrong: dict[str, str], sentence: str
) -> None:
    answer = admin.post(PAGE, USUAL | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ImportSettings.objects.exists()


def test_quiet_days_are_added_once_and_taken_away(admin: Client, world: World) -> None:
    break_ = {"first_day": "2090-12-20", "last_day": "2091-01-03", "note": "Winter break"}
    for _twice in range(2):
        page = admin.post(f"{PAGE}quiet-days/", break_, follow=True).content.decode()
    assert "Winter break" in page
    assert "20 December 2090" in page
    days = QuietDays.objects.get()
    admin.post(f"{PAGE}quiet-days/{days.pk}/remove/")
    assert not QuietDays.objects.exists()
    verbs = AuditEvent.objects.filter(verb__startswith="import.quiet").order_by("id")
    assert [event.verb for event in verbs] == [
        "import.quiet_days_added",
        "import.quiet_days_removed",
    ]
    assert "Winter" not in str(verbs[0].detail)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2090-12-20", "2090-12-19", "The last day is before the first."),
        ("2020-12-20", "2020-12-21", "These days are over."),
        ("", "2090-12-19", "This is still empty."),
    ],
)
def test_quiet_days_that_cannot_be_are_said_so(
    admin: Client, first: str, last: str, sentence: str
) -> None:
    answer = admin.post(f"{PAGE}quiet-days/", {"first_day": first, "last_day": last})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_other_districts_quiet_days_are_not_there(admin: Client, world: World) -> None:
    days = make.QuietDaysFactory.create(district=world.other.district)
    assert admin.post(f"{PAGE}quiet-days/{days.pk}/remove/").status_code == 404
    assert QuietDays.objects.filter(pk=days.pk).exists()


def test_whoever_left_the_screen_is_asked_again(admin: Client) -> None:
    an_hour_passes(admin)
    assert admin.get(PAGE)["Location"].startswith("/accounts/again/")
    assert admin.post(PAGE, USUAL)["Location"].startswith("/accounts/again/")
