"""A visitor chooses the language of the sign-in pages; this browser remembers it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import District
from sharing.menu import address_of
from tests import factories as make
from tests.world import World

CHOOSE = "/language/"
SIGN_IN = "/accounts/login/"
OFFERED = re.compile(r'name="language"\s+value="([\w-]+)"\s+lang="([\w-]+)"[^>]*>([^<]+)<')


def offered(page: str) -> list[str]:
    """Return the names on the buttons, each marked with its own language."""
    found = OFFERED.findall(page)
    assert all(value == lang for value, lang, _ in found)
    return [name for _, _, name in found]


def choose(client: Client, language: str, then: str = SIGN_IN) -> str:
    answer = client.post(CHOOSE, {"language": language, "next": then})
    assert answer.status_code == 302
    return str(answer["Location"])


def language_of(client: Client, path: str) -> str:
    return str(client.get(path)["Content-Language"])


@pytest.mark.parametrize(
    "name", ["account_login", "account_request_login_code", "account_reset_password"]
)
def test_every_sign_in_page_offers_each_language_by_its_own_name(
    client: Client, db: None, name: str
) -> None:
    page = client.get(reverse(name)).content.decode()
    assert offered(page) == ["English", "Français", "Español"]
    assert page.count('aria-current="true"') == 1


def test_so_do_the_pages_behind_a_link_and_a_card(client: Client, world: World) -> None:
    account = make.UserFactory.create(email=None, username=f"{world.district.slug}:card")
    world.classmate.user = account
    world.classmate.save()
    doors = [
        ("families:enter", world.invitation.token),
        ("districts:setup_enter", make.StaffInvitationFactory.create().token),
        ("districts:card_enter", make.SignInCardFactory.create(student=world.classmate).token),
    ]
    for name, token in doors:
        page = client.get(reverse(name, args=[token]), follow=True).content.decode()
        assert offered(page) == ["English", "Français", "Español"], name
        assert str(token) not in page


def test_the_choice_leads_back_and_stays_with_the_browser(client: Client, db: None) -> None:
    path = f"{SIGN_IN}?next=/classes/"
    assert choose(client, "fr-ca", path) == path
    assert language_of(client, path) == "fr-ca"
    assert language_of(client, reverse("account_reset_password")) == "fr-ca"


def test_signing_out_does_not_undo_it(client: Client, world: World) -> None:
    choose(client, "es")
    client.force_login(world.teacher.user)
    client.post(reverse("account_logout"))
    assert language_of(client, SIGN_IN) == "es"


def test_it_is_a_cookie_that_says_nothing_but_a_language(client: Client, db: None) -> None:
    client.post(CHOOSE, {"language": "es"})
    assert list(client.cookies) == ["language"]
    cookie = client.cookies["language"]
    assert cookie.value == "es"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_whoever_is_signed_in_keeps_the_language_of_their_account(
    client: Client, world: World
) -> None:
    choose(client, "es")
    client.force_login(world.teacher.user)
    page = client.get("/")
    assert page["Content-Language"] == "en"
    assert offered(page.content.decode()) == []


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "", "\\evil"])
def test_it_leads_nowhere_else(client: Client, db: None, elsewhere: str) -> None:
    assert "evil.example" not in choose(client, "es", elsewhere)


@pytest.mark.parametrize("language", ["de", "xx", "", "../en", "e" * 5000])
def test_nothing_else_can_be_chosen(client: Client, db: None, language: str) -> None:
    choose(client, language)
    assert language_of(client, SIGN_IN) == "en"


def test_a_form_of_somebody_elses_site_chooses_nothing(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(CHOOSE, {"language": "es"}).status_code == 403
    assert language_of(client, SIGN_IN) == "en"


def test_a_districts_own_page_offers_what_the_district_speaks(client: Client, world: World) -> None:
    path = reverse("districts:sign_in", args=[world.district.slug])
    set_district(world, language="fr-ca", languages=["fr-ca", "es"])
    assert offered(client.get(path).content.decode()) == ["Français", "Español"]
    choose(client, "es")
    assert language_of(client, path) == "es"
    choose(client, "en")
    assert language_of(client, path) == "fr-ca"
    set_district(world, languages=["fr-ca"])
    assert offered(client.get(path).content.decode()) == []


def test_what_was_typed_is_not_thrown_away_for_it(client: Client, db: None) -> None:
    answer = client.post(SIGN_IN, {"login": "ada@school.example", "password": "wrong"})
    assert answer.status_code == 200
    assert offered(answer.content.decode()) == []


def test_a_public_page_asks_for_no_choice_and_follows_none(client: Client, world: World) -> None:
    path = "/" + str(address_of(world.link)).split("/", 3)[3]
    before = client.get(path)
    assert offered(before.content.decode()) == []
    choose(client, "es")
    after = client.get(path)
    assert after.content == before.content
    assert (after["Content-Language"], list(after.cookies)) == ("en", [])
    unknown = reverse("public:page", args=["0" * 39])
    assert client.get(unknown).content == Client().get(unknown).content


def set_district(world: World, **fields: object) -> None:
    District.objects.filter(pk=world.district.pk).update(**fields)
