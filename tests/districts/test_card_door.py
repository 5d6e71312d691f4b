"""The door of a sign-in card: whom it lets in, and how it says nothing to all others."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from districts.acting import SESSION_KEY
from districts.models import SignInCard
from spacesedu.lib import tokens
from tests.districts.cards import CLOSES, given, path_of
from tests.links import send
from tests.world import World


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def test_a_card_signs_its_student_in(client: Client, world: World) -> None:
    card = given(world)
    scanned = client.get(path_of(card))
    assert scanned["Location"] == reverse("districts:card")
    page = client.get(scanned["Location"]).text
    assert "Are you Chris?" in page
    assert "Yes, I am Chris" in page
    assert world.classmate.last_name not in page
    before = client.session.session_key
    answer = send(client, "/card/sign-in/")
    assert answer["Location"] == "/"
    assert client.session.session_key != before
    assert client.session[SESSION_KEY] == f"student:{world.classmate.pk}"
    assert client.get("/portfolios/").status_code == 200


def test_scanning_alone_signs_nobody_in(client: Client, world: World) -> None:
    client.get(path_of(given(world)))
    assert client.get("/portfolios/").status_code == 302


def forged(card: SignInCard) -> str:
    """Return the card's address with one sign changed."""
    path = path_of(card)
    return path[:-3] + ("0" if path[-3] != "0" else "1") + path[-2:]


@pytest.mark.parametrize("what", CLOSES)
def test_whatever_does_not_open_answers_alike(client: Client, world: World, what: str) -> None:
    card = given(world)
    nothing = client.get(reverse("districts:card_enter", kwargs={"token": "nothing"}))
    CLOSES[what](world)
    answer = client.get(path_of(card))
    assert answer.status_code == nothing.status_code == 404
    assert answer.content == nothing.content
    assert "session" not in client.cookies


def test_whatever_was_never_a_card_answers_alike(client: Client, world: World) -> None:
    card = given(world)
    addresses = ["nothing", "0" * 39, "%00é" * 60, tokens.token("share-link", card.secret)]
    paths = [reverse("districts:card_enter", kwargs={"token": text}) for text in addresses]
    answers = [client.get(path) for path in (*paths, forged(card))]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "session" not in client.cookies


def test_the_code_is_read_in_capitals_too(client: Client, world: World) -> None:
    path = path_of(given(world))
    assert client.get(path.upper().replace("/CARD/", "/card/")).status_code == 302


@pytest.mark.parametrize("what", CLOSES)
def test_what_closes_between_the_scan_and_the_press_stays_closed(
    client: Client, world: World, what: str
) -> None:
    card = given(world)
    client.get(path_of(card))
    CLOSES[what](world)
    assert client.get(reverse("districts:card")).status_code == 404
    assert send(client, "/card/sign-in/").status_code == 404
    assert client.get("/portfolios/").status_code == 302


def test_a_scanned_card_is_forgotten_after_ten_minutes(client: Client, world: World) -> None:
    client.get(path_of(given(world)))
    session = client.session
    handle, since = session["card"]
    session["card"] = (handle, since - 601)
    session.save()
    assert client.get(reverse("districts:card")).status_code == 404


def test_somebody_else_is_told_and_can_make_way(client: Client, world: World) -> None:
    card = given(world)
    client.force_login(world.student.user)
    client.get(path_of(card))
    page = client.get(reverse("districts:card")).text
    assert f"You are signed in as {world.student.user}" in page
    assert send(client, "/card/sign-in/")["Location"] == reverse("districts:card")
    client.post(reverse("districts:card_switch"))
    send(client, "/card/sign-in/")
    assert client.session[SESSION_KEY] == f"student:{world.classmate.pk}"


def test_pressing_again_and_again_is_slowed_down(client: Client, world: World) -> None:
    card = given(world)
    codes = []
    for _ in range(21):
        client.logout()
        client.get(path_of(card))
        codes.append(send(client, "/card/sign-in/").status_code)
    assert codes == [302] * 20 + [429]
