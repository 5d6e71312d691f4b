"""Support reads the console: districts, approvals, health. No person shows up anywhere in it."""

from datetime import timedelta

import pytest
from django.test import Client

from districts.models import District, OutboundEmail, StaffInvitation, SupportGrant
from tests import factories as make
from tests.contract.support_forms import NEW_DISTRICT
from tests.world import World

CONSOLE = "/support/console/"
LISTS = ["districts", "approvals", "domains", "grants", "events", "imports", "mail"]
PAGES = ["/", "/support/", CONSOLE, f"{CONSOLE}health/", *(f"{CONSOLE}{name}/" for name in LISTS)]


@pytest.fixture
def sol(client: Client, world: World) -> Client:
    """Support, signed in."""
    client.force_login(world.support.user)
    return client


def read(client: Client, page: str, **asked: str) -> str:
    response = client.get(page, asked)
    assert response.status_code == 200
    return response.content.decode()


def full_outbox(world: World) -> OutboundEmail:
    """Queue a message whose refusal repeats the address, as mail servers do."""
    return make.OutboundEmailFactory.create(
        district=world.district,
        recipient=world.contact.email,
        dead_at=world.now,
        dead_reason=f"550 no such user {world.contact.email}",
    )


@pytest.mark.parametrize("page", PAGES)
def test_support_meets_no_person_anywhere(sol: Client, world: World, page: str) -> None:
    full_outbox(world)
    make.ImportRunFactory.create(connection=world.connection, received_by=world.admin.user.name)
    words = read(sol, page)
    people = {
        *(str(person.user) for cast in (world, world.other) for person in cast.staff),
        *(str(person.user.email) for cast in (world, world.other) for person in cast.staff),
        *(str(cast.student_record) for cast in (world, world.other)),
        *(cast.classmate.last_name for cast in (world, world.other)),
        *(cast.contact.email for cast in (world, world.other)),
    }
    assert not [name for name in people if name in words]


@pytest.mark.parametrize("page", ["/portfolios/", "/classes/", "/family/", "/staff/", "/students/"])
def test_support_without_a_grant_opens_no_page_of_a_district(
    sol: Client, world: World, page: str
) -> None:
    SupportGrant.objects.all().delete()
    response = sol.get(page)
    words = response.content.decode()
    assert response.status_code in {200, 403, 404}
    assert not [name for name in world.names if name in words]


@pytest.mark.parametrize("page", PAGES[2:])
def test_pages_of_the_console_have_nothing_inline(sol: Client, page: str) -> None:
    words = read(sol, page)
    assert "<style" not in words
    assert "style=" not in words
    assert "<script>" not in words
    assert "/static/admin/" not in words


def test_a_district_stands_with_its_figures(sol: Client, world: World) -> None:
    make.ImportRunFactory.create(connection=world.connection, failed_at=world.now)
    page = read(sol, f"{CONSOLE}districts/{world.district.pk}/")
    assert world.district.name in page
    assert "Failed" in page
    assert f"/support/{world.district.pk}/switches/" in page


def test_a_district_is_found_by_its_name(sol: Client, world: World) -> None:
    for page in ("/support/", f"{CONSOLE}districts/"):
        words = read(sol, page, q=world.district.name[:6])
        assert world.district.name in words
        assert world.other.district.name not in words


@pytest.mark.parametrize("name", LISTS)
def test_odd_questions_to_a_list_are_answered(sol: Client, world: World, name: str) -> None:
    for asked in ({"q": "\0%_'"}, {"p": "99999"}, {"o": "77.-88"}, {"district__id__exact": "x"}):
        assert sol.get(f"{CONSOLE}{name}/", asked).status_code in {200, 302, 400}
    for refused in ({"nonsense": "1"}, {"purpose": "\0"}, {"feature__exact": "\0"}):
        assert sol.get(f"{CONSOLE}{name}/", refused).status_code == 400


def test_every_value_carries_the_name_of_its_column(sol: Client, world: World) -> None:
    """On a phone a row is a sheet, and there is no head above a value."""
    words = " ".join(read(sol, f"{CONSOLE}approvals/").split())
    rows = words.count('role="rowheader"')
    assert rows
    for label in ("District", "State", "Limited to", "Approved by", "Day", "Reason"):
        assert words.count(f'<span class="console__label">{label}</span>') == rows
    assert f'<span class="console__label">District</span> {world.district}' in words


def test_a_name_leads_to_its_district(sol: Client, world: World) -> None:
    words = read(sol, f"{CONSOLE}districts/")
    assert f'<a href="{CONSOLE}districts/{world.district.pk}/">{world.district}</a>' in words


def test_nobody_looks_through_a_filter_at_what_is_hidden(sol: Client, world: World) -> None:
    full_outbox(world)
    asked = {"recipient__startswith": world.contact.email[0]}
    assert sol.get(f"{CONSOLE}mail/", asked).status_code == 400
    assert sol.get(f"{CONSOLE}imports/", {"received_by__contains": "a"}).status_code == 400


def test_mail_is_kept_apart_by_state(sol: Client, world: World) -> None:
    full_outbox(world)
    assert world.district.name in read(sol, f"{CONSOLE}mail/", state="dead")
    assert "Nothing here." in read(sol, f"{CONSOLE}mail/", state="waiting")
    assert world.district.name in read(
        sol, f"{CONSOLE}mail/", district__id__exact=str(world.district.pk)
    )


def test_home_says_when_something_needs_support(sol: Client, world: World) -> None:
    page = read(sol, "/")
    assert "latest import is through" in page
    assert "All mail goes out" in page
    make.ImportRunFactory.create(connection=world.connection, failed_at=world.now)
    make.OutboundEmailFactory.create(due_at=world.now - timedelta(hours=1))
    page = read(sol, "/")
    assert "The latest import of 1 district waits or has failed" in page
    assert "Mail is late" in page


def test_a_district_is_founded_and_its_first_admin_invited(sol: Client) -> None:
    answer = sol.post("/support/new/", NEW_DISTRICT)
    founded = District.objects.get(slug="birch-valley")
    assert answer["Location"] == f"/support/{founded.pk}/first-admin/"
    assert not founded.approvals.exists()
    person = {"name": "Ada Admin", "email": "Ada@example.org"}
    answer = sol.post(f"/support/{founded.pk}/first-admin/", person)
    assert answer["Location"] == f"/support/{founded.pk}/switches/"
    assert StaffInvitation.objects.get(district=founded).email == "Ada@example.org"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"slug": "gold-trail"}, "already"),
        ({"slug": "Gold Trail"}, "Small letters a–z, digits and single hyphens, at most 40"),
        ({"slug": "gold_trail"}, "Small letters a–z, digits and single hyphens, at most 40"),
        ({"time_zone": "Mars/Olympus"}, "Choose among those offered."),
        ({"name": ""}, "This is still empty."),
        ({"name": "x" * 201}, "At most 200 characters; these are 201."),
    ],
)
def test_a_district_that_cannot_be_is_not_founded(
    sol: Client, wrong: dict[str, str], words: str
) -> None:
    count = District.objects.count()
    answer = sol.post("/support/new/", {**NEW_DISTRICT, **wrong})
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert District.objects.count() == count


@pytest.mark.parametrize("email", ["", "ada", "a@b.org, c@d.org", "ada@example.org\nBcc: x@y.org"])
def test_a_first_admin_needs_one_address(sol: Client, email: str) -> None:
    district = make.DistrictFactory.create()
    answer = sol.post(f"/support/{district.pk}/first-admin/", {"name": "Ada", "email": email})
    assert answer.status_code == 200
    assert not StaffInvitation.objects.exists()


def test_a_district_with_an_administrator_is_left_to_them(sol: Client, world: World) -> None:
    person = {"name": "Ada", "email": "ada@example.org"}
    answer = sol.post(f"/support/{world.district.pk}/first-admin/", person)
    assert "who invites the others" in answer.content.decode()
    assert 'name="email"' not in read(sol, f"/support/{world.district.pk}/first-admin/")
    assert not StaffInvitation.objects.filter(district=world.district).exists()
