"""Who opens which page of a district, and whose rows are on it."""

import pytest
from django.test import Client

from tests import factories as make
from tests.world import Person, World

PAGES = ["/support/", "/district/", "/classes/", "/imports/"]

# Persona → status of each of PAGES.
TABLE = {
    "support": [200, 403, 403, 403],
    "admin": [403, 200, 200, 200],
    "limited": [403, 200, 200, 403],
    "principal": [403, 200, 200, 200],
    "counsellor": [403, 403, 403, 403],
    "teacher": [403, 403, 200, 403],
    "student": [403, 403, 403, 403],
    "family": [403, 403, 403, 403],
}


@pytest.mark.parametrize("persona", TABLE)
def test_everyone_opens_the_pages_of_their_role(client: Client, world: World, persona: str) -> None:
    person: Person = getattr(world, persona)
    client.force_login(person.user)
    assert [client.get(page).status_code for page in PAGES] == TABLE[persona]


@pytest.mark.parametrize("page", ["/", *PAGES, "/sign-in/gold-trail/"])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_no_page_answers_a_method_it_does_not_know(
    client: Client, world: World, page: str, method: str
) -> None:
    client.force_login(world.admin.user)
    assert client.generic(method, page).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_sign_in(client: Client, db: None, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("persona", ["admin", "limited", "principal", "counsellor", "teacher"])
def test_no_page_shows_anything_of_another_district(
    client: Client, world: World, persona: str
) -> None:
    client.force_login(getattr(world, persona).user)
    for page in ["/", *PAGES]:
        words = client.get(page).content.decode()
        assert not [name for name in world.other.names if name in words], page


def test_a_teacher_sees_only_the_classes_they_teach(client: Client, world: World) -> None:
    elsewhere = make.ClassGroupFactory.create(school=world.maple, name="Somebody else's class")
    client.force_login(world.teacher.user)
    page = client.get("/classes/").content.decode()
    assert world.class_group.name in page
    assert elsewhere.name not in page.replace("&#x27;", "'")


def test_an_administrator_searches_for_a_class(client: Client, world: World) -> None:
    make.ClassGroupFactory.create(school=world.cedar, name="Woodwind")
    client.force_login(world.admin.user)
    assert "Woodwind" in client.get("/classes/", {"q": "wood"}).content.decode()
    assert "Woodwind" not in client.get("/classes/", {"q": "brass"}).content.decode()


def test_a_search_that_no_database_would_take_finds_nothing(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    assert client.get("/classes/", {"q": "\0%_'"}).status_code == 200


def test_another_districts_run_is_not_there(client: Client, world: World) -> None:
    run = make.ImportRunFactory.create(connection=world.other.connection)
    client.force_login(world.admin.user)
    assert client.get(f"/imports/{run.id}/").status_code == 404


def test_support_reads_who_approved_what(client: Client, world: World) -> None:
    client.force_login(world.support.user)
    page = client.get("/support/").content.decode()
    assert world.district.name in page
    assert world.other.district.name in page
    its_page = f"/support/console/districts/{world.district.pk}/"
    assert f'href="{its_page}"' in page
    page = client.get(its_page).content.decode()
    assert "The superintendent" in page
    assert f"/support/{world.district.pk}/switches/" in page


def test_where_a_feature_is_off_settings_say_whom_to_ask(
    client: Client, world: World, settings: object
) -> None:
    client.force_login(world.admin.user)
    page = client.get("/district/").content.decode()
    assert "support@example.org" in page
