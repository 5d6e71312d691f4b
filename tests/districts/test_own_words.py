"""A password made of somebody's own name or address is guessed first, so no door takes it."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from districts import emails
from districts.actions.setup_links import send_link
from districts.models import User
from districts.signing_in.plain_words import WORDS
from spacesedu.lib import clock
from spacesedu.lib.mail import Message
from tests.districts.staffing import imported, path_of
from tests.families.conftest import link
from tests.links import send
from tests.world import PASSWORD, World

SAID = "they are guessed first"
ANN = User(email="ann-sofie.lee@maple-school.example.org", name="Ann-Sofie Léonard Lee")
ADA = User(username="maple:ada.k", name="Ada King")


@pytest.mark.parametrize(
    "password",
    [
        "ann-sofie.lee@maple-school.example.org",
        "ANN-SOFIE.LEE@maple-school",
        "Ann-Sofie.Lee2026!",
        "annsofielee2026",
        "ann sofie leonard",
        "Lee, Ann-Sofie 12345",
        "annsofieannsofie",
    ],
)
def test_ann_cannot_take_her_own_name_or_address(password: str) -> None:
    with pytest.raises(ValidationError, match=SAID):
        validate_password(password, ANN)


def test_ann_may_take_a_sentence_in_which_her_name_comes_up() -> None:
    validate_password("ann waters the kettle", ANN)
    validate_password("planning eleven sleepovers", ANN)


@pytest.mark.parametrize("password", ["ada.k2026", "AdaKing1", "ada.kada.k"])
def test_a_pupil_gets_no_password_made_of_the_username(password: str) -> None:
    with pytest.raises(ValidationError, match=SAID):
        validate_password(password, ADA)


def test_a_pupil_called_like_a_flower_may_have_the_proposed_words() -> None:
    shortest = sorted(WORDS, key=len)[:2]
    validate_password(f"lily-{'-'.join(shortest)}", User(username="maple:lily.q", name="Lily Q"))


def test_a_teacher_is_refused_it_on_changing_the_password(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    typed = {"oldpassword": PASSWORD, **_twice(f"{world.teacher.user.name} 12345")}
    page = client.post(reverse("account_change_password"), typed)
    assert SAID in page.text


def test_a_teacher_is_refused_it_behind_the_link_of_a_forgotten_one(
    client: Client, world: World
) -> None:
    user = world.teacher.user
    message = emails.password_reset(emails.account_key(user), world.now)
    assert isinstance(message, Message)
    path = next(word for word in message.text.split() if "/key/" in word).partition("//")[2]
    form = client.get(f"/{path.partition('/')[2]}", follow=True).redirect_chain[-1][0]
    assert SAID in client.post(form, _twice(user.email or "")).text


def test_a_newcomer_is_refused_it_behind_the_set_up_link(client: Client, world: World) -> None:
    iris = imported(world.maple, approved=world.now).staff
    invitation = send_link(staff_id=iris.pk, by=world.principal.actor, at=clock.now())
    client.get(path_of(invitation))
    page = send(client, "/setup/accept/", {"password": "Iris Imported 2026"})
    assert SAID in page.text
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_parent_is_refused_it_on_accepting(client: Client, world: World) -> None:
    client.get(link(world.invitation))
    typed = {"name": "Farid Father", "password": "farid.father2026"}
    assert SAID in send(client, "/invitations/accept/", typed).text
    assert not User.objects.filter(name="Farid Father").exists()


def test_the_hint_beside_a_new_password_is_short(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    page = client.get(reverse("account_change_password")).text
    assert page.count("Nothing well known, and not your name or e-mail.") == 1
    assert "commonly used" not in page


def _twice(password: str) -> dict[str, str]:
    return {"password1": password, "password2": password}
