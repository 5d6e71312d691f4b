"""Pages and mail speak the language somebody chose, else their district's, else the browser's."""

import pytest
from django.test import Client
from django.utils import translation

from districts import emails
from districts.language import languages_for
from districts.models import AuditEvent, District, User
from spacesedu.lib.mail import Message
from tests.world import World

CHOOSE = "/accounts/language/"
SPANISH = {"accept-language": "es"}


def speaks(client: Client, path: str = "/", **headers: str) -> str:
    answer = client.get(path, headers=headers)
    said: str = answer["Content-Language"]
    assert f'<html lang="{said}"' in answer.content.decode()
    return said


def set_district(world: World, **fields: object) -> None:
    District.objects.filter(pk=world.district.pk).update(**fields)


def test_a_page_speaks_the_chosen_language_whatever_the_browser_says(
    client: Client, world: World
) -> None:
    client.force_login(world.teacher.user)
    User.objects.filter(pk=world.teacher.user.pk).update(language="fr-ca")
    assert speaks(client, **SPANISH) == "fr-ca"


def test_without_a_choice_it_speaks_the_districts(client: Client, world: World) -> None:
    set_district(world, language="fr-ca")
    client.force_login(world.teacher.user)
    assert speaks(client, **SPANISH) == "fr-ca"


def test_a_family_acts_in_no_district_and_hears_its_browsers(client: Client, world: World) -> None:
    client.force_login(world.family.user)
    assert speaks(client, **SPANISH) == "es"


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [
        ("es", "es"),
        ("es-MX,es;q=0.9", "es"),
        ("de, es;q=0.5", "es"),
        # Not offered here, unknown, or no wish at all: the installation's English is no answer.
        ("en", "fr-ca"),
        ("de", "fr-ca"),
        ("*", "fr-ca"),
        ("", "fr-ca"),
    ],
)
def test_the_districts_own_sign_in_page_speaks_the_browsers_language_if_it_offers_that(
    client: Client, world: World, wished: str, spoken: str
) -> None:
    set_district(world, language="fr-ca", languages=["fr-ca", "es"])
    path = f"/sign-in/{world.district.slug}/"
    assert speaks(client, path, **{"accept-language": wished}) == spoken


def test_the_general_sign_in_page_speaks_the_browsers_language(
    client: Client, world: World
) -> None:
    set_district(world, language="fr-ca", languages=["fr-ca"])
    assert speaks(client, "/accounts/login/", **SPANISH) == "es"


def test_the_page_after_it_speaks_to_the_next_person_again(client: Client, world: World) -> None:
    set_district(world, language="fr-ca")
    speaks(client, f"/sign-in/{world.district.slug}/")
    assert translation.get_language() == "en"
    assert speaks(client, "/accounts/login/") == "en"


def test_one_chooses_among_what_the_district_offers(client: Client, world: World) -> None:
    set_district(world, languages=["en", "es"])
    client.force_login(world.teacher.user)
    page = client.get(CHOOSE).content.decode()
    assert "Español" in page
    assert "Français" not in page
    answer = client.post(CHOOSE, {"language": "es"}, follow=True)
    assert answer["Content-Language"] == "es"
    event = AuditEvent.objects.get(verb="account.language")
    assert (event.actor_user_id, event.detail) == (world.teacher.user.pk, {"language": "es"})


@pytest.mark.parametrize("language", ["fr-ca", "de", "", "../en"])
def test_nothing_else_can_be_chosen(client: Client, world: World, language: str) -> None:
    set_district(world, languages=["en", "es"])
    client.force_login(world.teacher.user)
    assert client.post(CHOOSE, {"language": language}).status_code == 200
    world.teacher.user.refresh_from_db()
    assert world.teacher.user.language == ""


def test_choosing_what_is_chosen_changes_nothing(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    for _ in range(2):
        client.post(CHOOSE, {"language": "es"})
    assert AuditEvent.objects.filter(verb="account.language").count() == 1


def test_families_choose_among_all_languages(world: World) -> None:
    set_district(world, languages=["en"])
    assert len(languages_for([world.family.actor])) == 3
    assert languages_for([world.teacher.actor]) == [("en", "English")]
    assert len(languages_for([world.teacher.actor, world.other.teacher.actor])) == 3


def test_mail_goes_out_in_the_chosen_language_else_in_the_districts(world: World) -> None:
    user = world.teacher.user
    set_district(world, language="es")
    assert written_in(user) == "es"
    User.objects.filter(pk=user.pk).update(language="fr-ca")
    assert written_in(user) == "fr-ca"


def test_a_language_nobody_speaks_any_more_is_passed_over(client: Client, world: World) -> None:
    User.objects.filter(pk=world.teacher.user.pk).update(language="de")
    client.force_login(world.teacher.user)
    assert speaks(client) == "en"


def written_in(user: User) -> str:
    message = emails.password_reset(emails.account_key(user), user.date_joined)
    assert isinstance(message, Message)
    return message.html.split('<html lang="')[1].split('"')[0]


@pytest.mark.parametrize(("language", "browsers"), [("fr-ca", "en"), ("en", "fr-ca")])
@pytest.mark.parametrize("who", ["student", "family", "teacher", "support"])
def test_ones_role_is_called_in_the_language_one_chose_whatever_the_browser_says(
    client: Client, world: World, language: str, browsers: str, who: str
) -> None:
    person = getattr(world, who)
    User.objects.filter(pk=person.user.pk).update(language=language)
    client.force_login(person.user)
    called = {
        "student": {"en": "Student", "fr-ca": "Élève"},
        "family": {"en": "Family", "fr-ca": "Famille"},
        "teacher": {"en": "Teacher", "fr-ca": "Personnel enseignant"},
        "support": {"en": "Support", "fr-ca": "Soutien"},
    }[who]
    page = client.get("/", headers={"accept-language": browsers}, follow=True).content.decode()
    assert called[language] in page
    assert f">{called[browsers]}" not in page
