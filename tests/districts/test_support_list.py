"""Support's first page: what is on in every district, and what waits there, at a glance."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import (
    District,
    Feature,
    FeatureNarrowing,
    StaffInvitation,
    StaffRoleKind,
    SupportGrant,
)
from tests import factories as make
from tests.world import World

PAGE = "/support/"


@pytest.fixture
def sol(client: Client, world: World) -> Client:
    """Support, signed in; neither district of the world has given a grant."""
    SupportGrant.objects.all().delete()
    client.force_login(world.support.user)
    return client


def row(client: Client, district: District) -> str:
    """Return what the page says of one district."""
    page = client.get(PAGE, {"q": district.name}).text
    return page.split("<tbody", 1)[1].split("</tbody>", 1)[0]


def names(client: Client, **asked: str) -> list[str]:
    """Return the districts that are listed, in order."""
    return [row.district.name for row in client.get(PAGE, asked).context["rows"]]


def invited(district: District, **facts: object) -> None:
    """Invite a first admin, by a link that ``facts`` may have ended."""
    role = make.StaffRoleFactory.create(
        staff__district=district, school=None, role=StaffRoleKind.DISTRICT_ADMIN, full=True
    )
    at = district.created_at
    values = {"queued_at": at, "sent_at": at, "expires_at": at + timedelta(days=30), **facts}
    StaffInvitation.objects.create(
        district=district, staff=role.staff, email="ada@example.org", **values
    )


def test_a_district_that_does_well_has_no_mark(sol: Client, world: World) -> None:
    assert "status--" not in row(sol, world.district)
    assert names(sol, show="waiting") == []
    assert "Nothing here." in sol.get(PAGE, {"show": "waiting"}).text


def test_a_district_nobody_runs_says_so_and_leads_to_the_invitation(sol: Client) -> None:
    lonely = make.DistrictFactory.create()
    words = row(sol, lonely)
    assert "No administrator yet" in words
    assert f"/support/{lonely.pk}/first-admin/" in words
    assert names(sol, show="waiting") == [lonely.name]


def test_while_the_first_admin_has_a_link_nobody_has_to_do_anything(sol: Client) -> None:
    asked = make.DistrictFactory.create()
    invited(asked)
    assert "First admin invited" in row(sol, asked)
    assert names(sol, show="waiting") == []


@pytest.mark.parametrize("end", ["expires_at", "bounced_at", "revoked_at"])
def test_a_link_that_opens_no_more_is_none(sol: Client, world: World, end: str) -> None:
    asked = make.DistrictFactory.create()
    invited(asked, **{end: world.now})
    assert "No administrator yet" in row(sol, asked)


def test_an_administrator_who_may_not_sign_in_runs_nothing(sol: Client, world: World) -> None:
    world.admin.user.is_active = False
    world.admin.user.save()
    assert "No administrator yet" in row(sol, world.district)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"failed_at": "now"}, "Import failed"),
        ({"refused_at": "now"}, "Import refused"),
        ({"planned_at": "now", "held_at": "now"}, "Import waits"),
        ({"planned_at": "now", "applied_at": "now", "removals_held": True}, "Removals wait"),
    ],
)
def test_only_the_latest_import_counts(
    sol: Client, world: World, facts: dict[str, object], words: str
) -> None:
    told = {name: world.now if fact == "now" else fact for name, fact in facts.items()}
    make.ImportRunFactory.create(connection=world.connection, **told)
    found = row(sol, world.district)
    assert words in found
    assert f"/support/console/imports/?district__id__exact={world.district.pk}" in found
    make.ImportRunFactory.create(
        connection=world.connection, received_at=world.now + timedelta(minutes=1)
    )
    assert words not in row(sol, world.district)


def test_mail_that_is_late_or_given_up_shows(sol: Client, world: World) -> None:
    make.OutboundEmailFactory.create(district=world.district, due_at=world.now - timedelta(hours=1))
    make.OutboundEmailFactory.create(district=world.other.district, dead_at=world.now)
    assert "Mail is late" in row(sol, world.district)
    words = row(sol, world.other.district)
    assert "Mail given up" in words
    assert "Mail is late" not in words


def test_a_district_that_lets_support_read_is_found(sol: Client, world: World) -> None:
    SupportGrant.objects.create(
        district=world.district,
        reason="8A stays empty",
        given_at=world.now,
        ends_at=world.now + timedelta(hours=1),
    )
    assert "Support may read" in row(sol, world.district)
    assert names(sol, show="readable") == [world.district.name]
    assert names(sol, show="waiting") == []


def test_what_is_on_for_some_is_told_from_what_is_on(sol: Client, world: World) -> None:
    approvals = world.district.approvals.filter(ended_at=None)
    approvals.filter(feature=Feature.URL_SHARING).update(grades=["11"])
    FeatureNarrowing.objects.create(
        district=world.district, feature=Feature.ASSOCIATIONS, off=True, narrowed_at=world.now
    )
    words = row(sol, world.district)
    assert words.count("Partly") == 1
    assert words.count("Off by the district") == 1


def test_a_search_needs_no_accents_and_takes_signs_as_they_are(sol: Client) -> None:
    make.DistrictFactory.create(name="Gaspé 100 %")
    assert names(sol, q="gaspe") == ["Gaspé 100 %"]
    assert names(sol, q="100 %") == ["Gaspé 100 %"]
    assert names(sol, q="0%0") == []
    assert "No district is called that." in sol.get(PAGE, {"q": "0%0"}).text


def test_fifty_a_page_and_the_next_page_keeps_the_question(sol: Client) -> None:
    make.DistrictFactory.create_batch(60)
    page = sol.get(PAGE, {"q": "district", "show": "waiting"})
    assert len(page.context["rows"]) == 50
    assert "q=district&amp;show=waiting&amp;page=2" in page.text
    assert len(names(sol, q="district", show="waiting", page="2")) == 10


def test_fifty_districts_ask_no_more_queries_than_two(
    sol: Client, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(40) as few:
        sol.get(PAGE)
    for district in make.DistrictFactory.create_batch(48):
        make.FeatureApprovalFactory.create(district=district)
        make.ImportRunFactory.create(connection__district=district, failed_at=world.now)
        make.OutboundEmailFactory.create(district=district, dead_at=world.now)
    with django_assert_max_num_queries(len(few)):
        assert len(names(sol)) == 50
