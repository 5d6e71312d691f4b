"""Support turns switches: ticked, looked at, then done, with the approval on record."""

from datetime import timedelta

import pytest
from django.test import Client

from districts.models import AuditEvent, Feature, FeatureApproval
from tests import factories as make
from tests.contract.support_forms import switched
from tests.world import World


@pytest.fixture
def sol(client: Client, world: World) -> Client:
    """Support, signed in."""
    client.force_login(world.support.user)
    return client


def post(client: Client, world: World, fields: dict[str, object]) -> tuple[int, str]:
    answer = client.post(f"/support/{world.district.pk}/switches/", fields)
    return answer.status_code, answer.content.decode()


def on_at(world: World) -> dict[str, list[object]]:
    """Return feature → its limits, for what is on."""
    rows = FeatureApproval.objects.filter(district=world.district, ended_at=None)
    return {row.feature: [row.grades, row.school_ids] for row in rows.order_by("feature")}


def test_the_form_stands_as_the_switches_do(sol: Client, world: World) -> None:
    world.district.approvals.filter(feature=Feature.URL_SHARING).update(grades=["11", "12"])
    page = sol.get(f"/support/{world.district.pk}/switches/").content.decode()
    for words in ('name="url_sharing" value="some"', 'name="portfolios" value="all"'):
        assert f"{words}" in page
    assert page.count("checked") == len(Feature) + 2
    assert "Copy text" in page
    assert "never put it on social media" in page.lower()


def test_looking_at_what_would_change_changes_nothing(sol: Client, world: World) -> None:
    before = on_at(world)
    fields = switched(world, Feature.PORTFOLIOS, "some")
    status, page = post(sol, world, {**fields, "portfolios_schools": [str(world.maple.pk)]})
    assert status == 200
    assert "On at every school" in page
    assert f"On at {world.maple.name}" in page
    assert "URL sharing" not in page.split("<tbody")[1].split("</tbody>")[0]
    assert on_at(world) == before


def test_the_review_hands_out_the_text_where_somebody_new_is_reached(
    sol: Client, world: World
) -> None:
    text = "A portfolio keeps your best work"
    assert text not in post(sol, world, switched(world, Feature.PORTFOLIOS, "off"))[1]
    some = switched(world, Feature.PORTFOLIOS, "some")
    some |= {"portfolios_schools": [str(world.maple.pk)]}
    assert text not in post(sol, world, some)[1]
    post(sol, world, {**some, "confirm": "1"})
    assert text in post(sol, world, switched(world, Feature.PORTFOLIOS, "all"))[1]


def test_leaving_a_school_out_is_warned_of_before_it_is_done(sol: Client, world: World) -> None:
    fields = switched(world, Feature.PORTFOLIOS, "some")
    page = post(sol, world, fields | {"portfolios_schools": [str(world.maple.pk)]})[1]
    assert "At the schools left out nobody sees any portfolio." in page


def test_agreeing_changes_it_with_the_approval_on_record(sol: Client, world: World) -> None:
    fields = switched(world, Feature.PORTFOLIOS, "some")
    fields |= {"portfolios_schools": [str(world.maple.pk)], "confirm": "1"}
    assert post(sol, world, fields)[0] == 302
    row = world.district.approvals.get(feature=Feature.PORTFOLIOS, ended_at=None)
    assert row.school_ids == [world.maple.pk]
    assert (row.approved_by, row.reason) == ("The superintendent", "Board, May")
    assert str(row.approved_on) == "2026-03-04"
    event = AuditEvent.objects.get(verb="feature.reach_changed")
    assert event.actor_user_id == world.support.user.pk
    assert event.detail["schools"] == [str(world.maple.pk)]
    assert event.detail["policy_review_confirmed"] is True


def test_pressed_twice_is_pressed_once(sol: Client, world: World) -> None:
    fields = {**switched(world, Feature.ASSOCIATIONS, "off"), "confirm": "1"}
    assert post(sol, world, fields)[0] == 302
    assert post(sol, world, fields)[0] == 302
    assert AuditEvent.objects.filter(verb="feature.off").count() == 1
    assert "It is so already" in sol.get("/support/").content.decode()


def test_who_agreed_to_something_else_is_asked_to_look_again(sol: Client, world: World) -> None:
    fields = {**switched(world, Feature.ASSOCIATIONS, "off"), "confirm": "1"}
    other = {**switched(world, Feature.PORTFOLIOS, "off"), "confirm": "1"}
    post(sol, world, other)
    # Portfolios are on again in this form, which nobody has looked at.
    status, page = post(sol, world, fields)
    assert status == 200
    assert "look at it again" in page
    assert Feature.PORTFOLIOS not in on_at(world)
    assert Feature.ASSOCIATIONS in on_at(world)


def test_grades_are_kept_in_school_order(sol: Client, world: World) -> None:
    fields = switched(world, Feature.URL_SHARING, "some")
    fields |= {"url_sharing_grades": ["12", "KG", "10"], "confirm": "1"}
    assert post(sol, world, fields)[0] == 302
    assert on_at(world)[Feature.URL_SHARING] == [["KG", "10", "12"], None]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"approved_by": " "}, "This is still empty."),
        ({"approved_by": "x" * 201}, "At most 200 characters"),
        ({"reason": ""}, "This is still empty."),
        ({"confirmed": ""}, "Nothing is switched before."),
        ({"approved_on": "2999-01-01"}, "has not come yet"),
        ({"approved_on": "yesterday"}, "Type a day, like 2026-03-31."),
        ({"portfolios": "some"}, "Tick one at least"),
        ({"portfolios": "some", "portfolios_schools": "nonsense"}, "Choose among those offered."),
        ({"portfolios": ""}, "Choose one."),
        ({"url_sharing": "some", "url_sharing_grades": ["99"]}, "Choose among those offered."),
        ({"family_accounts": "some"}, "Choose among those offered."),
    ],
)
def test_what_is_missing_or_wrong_changes_nothing(
    sol: Client, world: World, wrong: dict[str, object], words: str
) -> None:
    before = on_at(world)
    fields = {**switched(world, Feature.PORTFOLIOS, "off"), "confirm": "1", **wrong}
    status, page = post(sol, world, fields)
    assert status == 200
    assert words in page
    assert on_at(world) == before
    assert not AuditEvent.objects.filter(verb__startswith="feature.").exists()


def test_a_school_of_another_district_is_no_choice(sol: Client, world: World) -> None:
    before = on_at(world)
    fields = switched(world, Feature.PORTFOLIOS, "some")
    fields |= {"portfolios_schools": [str(world.other.maple.pk)], "confirm": "1"}
    status, page = post(sol, world, fields)
    assert status == 200
    assert world.other.maple.name not in page
    assert on_at(world) == before


def test_nothing_moved_is_said(sol: Client, world: World) -> None:
    status, page = post(sol, world, switched(world, Feature.PORTFOLIOS, "all"))
    assert status == 200
    assert "Nothing would change" in page


def test_tomorrow_in_the_districts_zone_is_not_today(sol: Client, world: World) -> None:
    tomorrow = (world.now.astimezone(world.district.zone) + timedelta(days=1)).date()
    fields = {**switched(world, Feature.PORTFOLIOS, "off"), "approved_on": str(tomorrow)}
    assert "has not come yet" in post(sol, world, fields)[1]


def test_going_back_keeps_what_was_ticked(sol: Client, world: World) -> None:
    fields = {**switched(world, Feature.PORTFOLIOS, "off"), "edit": "1"}
    status, page = post(sol, world, fields)
    assert status == 200
    assert "See what will change" in page
    assert 'value="The superintendent"' in page


def test_many_schools_are_all_listed(sol: Client, world: World) -> None:
    make.SchoolFactory.create_batch(30, district=world.district)
    page = sol.get(f"/support/{world.district.pk}/switches/").content.decode()
    assert page.count('name="associations_schools"') == 32
