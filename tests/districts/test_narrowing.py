"""A district takes back a part of what Support allows, and gives it free again."""

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from districts.actions.narrowing import (
    Narrowing,
    NobodyLeftError,
    NotSwitchedOnError,
    OutsideCeilingError,
    WideningError,
    narrow,
)
from districts.actor import System
from districts.models import AuditEvent, Feature, FeatureNarrowing
from portfolios.gates import all_url_gates
from portfolios.models import Portfolio
from tests import factories as make
from tests.world import World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

SHARING = "/district/features/url_sharing/"
ASSOCIATIONS = "/district/features/associations/"


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """Gold Trail's District Admin, signed in."""
    client.force_login(world.admin.user)
    return client


def held(world: World) -> list[tuple[str, bool, Any, Any]]:
    rows = FeatureNarrowing.objects.filter(district=world.district, ended_at=None)
    return list(rows.order_by("feature").values_list("feature", "off", "grades", "school_ids"))


def say_yes(client: Client, given: dict[str, object]) -> "Response":
    """Save, and say yes to the one link that this closes: Sunny's."""
    return client.post(SHARING, {**given, "confirm": "1"})


def events(world: World) -> list[str]:
    rows = AuditEvent.objects.filter(district_id=world.district.pk, verb__startswith="feature.")
    return list(rows.order_by("id").values_list("verb", flat=True))


def allow(world: World, *grades: str) -> None:
    world.district.approvals.filter(feature=Feature.URL_SHARING).update(grades=list(grades))


def shared(world: World) -> bool:
    return Portfolio.objects.filter(all_url_gates(world.now), pk=world.portfolio.pk).exists()


def forget_who_it_is(client: Client) -> None:
    """Let the last proof of who somebody is lie too far back."""
    session = client.session
    session["account_authentication_methods"] = []
    session.save()


def test_sharing_is_kept_to_some_grades_at_once(admin: Client, world: World) -> None:
    assert shared(world)
    say_yes(admin, {"use": "only", "only": ["12", "10"]})
    assert held(world) == [("url_sharing", False, ["10", "12"], None)]
    assert not shared(world)
    say_yes(admin, {"use": "only", "only": ["12", "08"]})
    assert shared(world)
    assert events(world) == ["feature.narrowed", "feature.widened"]


def test_what_closes_links_says_how_many_and_waits_for_a_yes(admin: Client, world: World) -> None:
    make.ShareLinkFactory.create(portfolio=world.classmate_portfolio)
    make.ShareLinkFactory.create(portfolio=world.outsider_portfolio)
    for given in ({"use": "off"}, {"use": "only", "only": ["12"]}):
        page = admin.post(SHARING, given)
        assert "3 links that open now would close at once." in " ".join(page.text.split())
        assert held(world) == []
        assert shared(world)
    assert events(world) == []
    admin.post(SHARING, {"use": "off", "confirm": "3"})
    assert not shared(world)


def test_a_yes_to_another_number_is_none(admin: Client, world: World) -> None:
    assert "1 link that opens now" in admin.post(SHARING, {"use": "off", "confirm": "7"}).text
    assert shared(world)


def test_the_question_says_what_families_lose_too(admin: Client) -> None:
    asked = admin.post(SHARING, {"use": "off"}).text
    assert "Families do not see a portfolio that cannot be shared either" in asked
    assert (
        "1 link is closed." in admin.post(SHARING, {"use": "off", "confirm": "1"}, follow=True).text
    )


def test_where_no_link_closes_nothing_is_asked(admin: Client, world: World) -> None:
    assert admin.post(SHARING, {"use": "only", "only": ["08", "09"]}).status_code == 302
    assert held(world) == [("url_sharing", False, ["08", "09"], None)]


def test_the_settings_say_what_is_allowed_what_is_kept_and_what_is_left(
    admin: Client, world: World
) -> None:
    allow(world, "08", "09", "10", "11", "12")
    say_yes(admin, {"use": "only", "only": ["10", "11", "12"]})
    allow(world, "08", "09", "10", "11")
    words = " ".join(admin.get("/district/").content.decode().split())
    assert "grades 8–11" in words
    assert "grades 10–12" in words
    assert "grades 10, 11" in words


def test_a_feature_is_switched_off_and_given_free_again(admin: Client, world: World) -> None:
    say_yes(admin, {"use": "off"})
    assert not shared(world)
    assert "Off by the district" in admin.get("/district/").content.decode()
    say_yes(admin, {"use": "allowed"})
    assert shared(world)
    assert held(world) == []


def test_associations_are_kept_to_some_schools(admin: Client, world: World) -> None:
    admin.post(ASSOCIATIONS, {"use": "only", "only": [str(world.maple.pk)]})
    assert held(world) == [("associations", False, None, [world.maple.pk])]
    page = admin.get("/district/").content.decode()
    assert str(world.maple) in page
    assert str(world.cedar) not in page


def test_saving_twice_changes_nothing_the_second_time(admin: Client, world: World) -> None:
    for _time in range(2):
        say_yes(admin, {"use": "only", "only": ["10"]})
    assert events(world) == ["feature.narrowed"]
    assert FeatureNarrowing.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"use": "everything"},
        {"use": "only"},
        {"use": "only", "only": ["99"]},
        {"use": "only", "only": ["12"]},
        {"use": "off", "only": ["99"]},
    ],
)
def test_what_support_does_not_allow_cannot_be_chosen(
    admin: Client, world: World, given: dict[str, object]
) -> None:
    allow(world, "08", "09", "10")
    answer = say_yes(admin, given)
    assert answer.status_code == 422
    assert held(world) == []


def test_a_school_of_another_district_cannot_be_chosen(admin: Client, world: World) -> None:
    for school in (str(world.other.maple.pk), str(uuid.uuid4()), "maple"):
        answer = admin.post(ASSOCIATIONS, {"use": "only", "only": [school]})
        assert answer.status_code == 422
    assert held(world) == []


def test_letting_more_in_asks_who_it_is(admin: Client, world: World) -> None:
    say_yes(admin, {"use": "only", "only": ["10"]})
    forget_who_it_is(admin)
    answer = say_yes(admin, {"use": "allowed"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/again/")
    assert held(world) == [("url_sharing", False, ["10"], None)]


def test_taking_something_back_needs_no_proof(admin: Client, world: World) -> None:
    forget_who_it_is(admin)
    assert say_yes(admin, {"use": "off"})["Location"] == "/district/"
    assert held(world) == [("url_sharing", True, None, None)]


REFUSED = [
    (Feature.URL_SHARING, Narrowing(grades=frozenset({"12"})), OutsideCeilingError),
    (Feature.URL_SHARING, Narrowing(grades=frozenset({"first"})), OutsideCeilingError),
    (Feature.URL_SHARING, Narrowing(grades=frozenset()), NobodyLeftError),
    (Feature.PORTFOLIOS, Narrowing(grades=frozenset({"08"})), OutsideCeilingError),
    (Feature.PORTFOLIOS, Narrowing(school_ids=frozenset({uuid.uuid4()})), OutsideCeilingError),
    (Feature.PORTFOLIOS, Narrowing(school_ids=frozenset()), NobodyLeftError),
    (Feature.FAMILY_ACCOUNTS, Narrowing(school_ids=frozenset({uuid.uuid4()})), OutsideCeilingError),
]


@pytest.mark.parametrize(("feature", "wanted", "error"), REFUSED)
def test_the_action_refuses_what_a_form_would_have(
    world: World, feature: Feature, wanted: Narrowing, error: type[Exception]
) -> None:
    allow(world, "08")
    with pytest.raises(error):
        _narrow(world, feature, wanted)
    assert held(world) == []


def test_where_support_has_switched_it_off_there_is_nothing_to_narrow(world: World) -> None:
    world.district.approvals.update(ended_at=world.now, ended_by="The superintendent")
    with pytest.raises(NotSwitchedOnError):
        _narrow(world, Feature.URL_SHARING, Narrowing(off=True))


def test_widening_without_leave_changes_nothing(world: World) -> None:
    _narrow(world, Feature.PORTFOLIOS, Narrowing(off=True))
    with pytest.raises(WideningError):
        narrow(
            district=world.district,
            feature=Feature.PORTFOLIOS,
            wanted=Narrowing(),
            may_widen=False,
            by=world.admin.actor,
            at=world.now,
        )
    assert held(world) == [("portfolios", True, None, None)]


def test_the_log_says_what_is_left(world: World) -> None:
    _narrow(world, Feature.PORTFOLIOS, Narrowing(school_ids=frozenset({world.maple.pk})))
    assert AuditEvent.objects.get(verb="feature.narrowed").detail == {
        "feature": "portfolios",
        "off": False,
        "grades": None,
        "schools": [str(world.maple.pk)],
    }


def _narrow(world: World, feature: Feature, wanted: Narrowing) -> bool:
    return narrow(
        district=world.district,
        feature=feature,
        wanted=wanted,
        may_widen=True,
        by=System("tester"),
        at=world.now,
    )
