"""What a visitor gets: the page, 410 for the one honest reason, one 404 for all else."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from sharing.menu import address_of
from sharing.models import ShareLink
from spacesedu.lib import tokens
from tests import factories as make
from tests.sharing import gates
from tests.world import World

UNKNOWN = "0" * 39


@pytest.fixture
def path(world: World) -> str:
    """The public address below the host."""
    return _path(world.link)


@pytest.fixture
def photo(world: World, path: str) -> str:
    """The address of a picture on the page, with its bytes in storage."""
    name = f"{world.photo.folder}/640.webp"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b"RIFF0000WEBP" + bytes(100)))
    return f"{path}media/{world.photo.pk}/640.webp"


def test_a_stranger_reads_title_name_posts_and_sections(
    client: Client, world: World, path: str
) -> None:
    answer = client.get(path)
    html = answer.content.decode()
    assert answer.status_code == 200
    for shown in (world.template.name, world.student_record.public_name, world.post.title):
        assert shown in html
    with_posts, empty = world.sections[0], world.sections[1]
    assert with_posts.name in html
    assert empty.name not in html
    assert client.get(f"{path}{empty.pk}/").status_code == 200


def test_the_page_says_nothing_else(client: Client, world: World, path: str) -> None:
    html = client.get(path).content.decode()
    assert world.student_record.last_name not in html
    hidden = [
        world.district.name,
        world.maple.name,
        world.class_group.name,
        world.student.user.email,
        world.teacher.user.name,
        world.contact.email,
        world.photo.original_name,
        world.template.description,
        str(world.link.expires_at.year),
        path.strip("/").removeprefix("s/"),
    ]
    assert [word for word in hidden if word and word in html] == []


def test_no_cookie_no_script_no_referrer_and_never_indexed_or_stored(
    client: Client, path: str
) -> None:
    answer = client.get(path)
    assert not answer.cookies
    assert "<script" not in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "noimageindex" in answer["X-Robots-Tag"]
    assert "script-src 'none'" in answer["Content-Security-Policy"]
    assert "Cookie" not in answer.get("Vary", "")
    assert "<title>Portfolio</title>" in answer.content.decode()


def test_a_section_shows_its_own_posts_and_anothers_section_does_not_open(
    client: Client, world: World, path: str
) -> None:
    assert client.get(f"{path}{world.sections[0].pk}/").status_code == 200
    assert client.get(f"{path}{world.other.sections[0].pk}/").status_code == 404


def test_an_address_in_capitals_or_without_its_slash_still_opens(client: Client, path: str) -> None:
    token = path.strip("/").removeprefix("s/")
    assert client.get(f"/s/{token.upper()}/").status_code == 200
    assert client.get(f"/s/{token}", follow=True).status_code == 200


def test_the_picture_opens_and_in_parts(client: Client, photo: str) -> None:
    answer = client.get(photo)
    assert answer.getvalue().startswith(b"RIFF")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "sandbox" in answer["Content-Security-Policy"]
    part = client.get(photo, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.getvalue()) == (206, b"RIFF")


def test_the_picture_of_another_portfolio_does_not_open_here(
    client: Client, world: World, path: str
) -> None:
    address = f"{path}media/{world.other.photo.pk}/640.webp"
    assert client.get(address).status_code == 404


def test_an_expired_link_says_so_without_a_name(client: Client, world: World, path: str) -> None:
    _expire(world.link)
    answer = client.get(path)
    assert answer.status_code == 410
    assert world.student_record.first_name not in answer.content.decode()


def test_an_expired_link_behind_a_closed_gate_is_simply_not_there(
    client: Client, world: World, path: str
) -> None:
    _expire(world.link)
    gates.close(world, "district")
    assert client.get(path).status_code == 404


def test_everything_that_does_not_open_gets_one_and_the_same_404(
    client: Client, world: World, path: str
) -> None:
    token = path.strip("/").removeprefix("s/")
    changed = ("1" if token[0] != "1" else "2") + token[1:]
    addresses = [
        f"/s/{UNKNOWN}/",
        f"/s/{changed}/",
        f"/s/{token[:-1]}/",
        f"/s/{token}0/",
        f"/s/{'0' * 5000}/",
        "/s/%2e%2e%2f/",
        "/s/%00/",
        "/s/%0a/",
        "/s/",
        f"/s/{token}/nothing/",
        f"/s/{token}/media/",
        f"/s/{token}/{world.other.sections[0].pk}/",
        f"/s/{token}/media/{world.other.photo.pk}/640.webp",
        f"/s/{token}/media/{world.photo.pk}/999.webp",
        f"/s/{UNKNOWN}/media/{world.photo.pk}/640.webp",
    ]
    _close(world.link)
    addresses += [path, f"{path}{world.sections[0].pk}/"]
    answers = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in answers.values()} == {404}
    assert len({answer.content for answer in answers.values()}) == 1
    assert len({str(sorted(answer.items())) for answer in answers.values()}) == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_another_method_gets_the_same_405_before_the_token_is_looked_at(
    path: str, method: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client(enforce_csrf_checks=True)
    with django_assert_num_queries(0):
        real, unknown = getattr(client, method)(path), getattr(client, method)(f"/s/{UNKNOWN}/")
    assert (real.status_code, unknown.status_code) == (405, 405)
    assert real.content == unknown.content
    assert sorted(real.items()) == sorted(unknown.items())


@pytest.mark.parametrize("gate", gates.GATES)
def test_page_and_picture_close_with_any_gate_and_open_again_with_it(
    client: Client, world: World, path: str, photo: str, gate: str
) -> None:
    assert _statuses(client, path, photo) == [200, 200]
    undo = gates.close(world, gate)
    assert _statuses(client, path, photo) == [404, 404]
    assert client.get(photo, headers={"Range": "bytes=0-3"}).status_code == 404
    undo()
    assert _statuses(client, path, photo) == [200, 200]


def test_a_dropped_key_ends_every_link_made_with_it(
    client: Client, path: str, settings: Settings
) -> None:
    settings.SHARE_LINK_KEYS = {"fresh": "f" * 40}
    assert client.get(path).status_code == 404


def test_an_invitations_token_opens_no_portfolio(client: Client, world: World) -> None:
    text = tokens.token("family-invitation", world.link.secret)
    assert client.get(f"/s/{text}/").status_code == 404


def test_any_number_of_posts_costs_the_same_queries(
    client: Client, world: World, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        post = make.PostFactory.create(portfolio=world.portfolio)
        make.PostSectionFactory.create(post=post, section=world.sections[0])
        make.AttachmentFactory.create(post=post)
    with django_assert_max_num_queries(4):
        answer = client.get(path)
    assert answer.content.decode().count("<article") == 31


@pytest.mark.parametrize(("newer", "hurried"), [(0, 1), (2, 1), (3, 0)])
def test_the_first_photo_one_comes_to_is_fetched_first_and_all_others_wait(
    client: Client, world: World, path: str, newer: int, hurried: int
) -> None:
    for _ in range(newer):
        make.PostFactory.create(portfolio=world.portfolio, posted_on=date(2030, 1, 1))
    make.AttachmentFactory.create(post=world.post, position=5)

    pictures = re.findall(r"<img [^>]*>", client.get(path).content.decode())

    assert len([one for one in pictures if 'fetchpriority="high"' in one]) == hurried
    assert len([one for one in pictures if 'loading="lazy"' in one]) == len(pictures) - hurried
    assert ('fetchpriority="high"' in pictures[0]) == bool(hurried)


def test_the_visitor_may_ask_for_a_language(client: Client, path: str) -> None:
    assert client.get(path)["Content-Language"] == "en"
    french = client.get(f"{path}?lang=fr-ca", headers={"Accept-Language": "es"})
    assert french["Content-Language"] == "fr-ca"
    assert "Accueil" in french.content.decode()
    for typed, given in {"xx": "en", "fr": "fr-ca", "FR-CA": "fr-ca", "x" * 999: "en"}.items():
        assert client.get(path, {"lang": typed})["Content-Language"] == given


def test_the_visitor_finds_the_other_languages_at_the_foot(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    offered = re.findall(r'href="(\?lang=[^"]+)"', html)

    assert len(offered) == 3
    spoken = {client.get(f"{path}{way}")["Content-Language"] for way in offered}
    assert spoken == {"en", "es", "fr-ca"}


def _path(link: ShareLink) -> str:
    address = address_of(link)
    assert address is not None
    return "/" + address.split("/", 3)[3]


def _statuses(client: Client, *addresses: str) -> list[int]:
    """Ask for each, read to its end, and return the statuses."""
    answers = [client.get(address) for address in addresses]
    return [len(answer.getvalue()) and answer.status_code for answer in answers]


def _expire(link: ShareLink) -> None:
    now = timezone.now()
    ShareLink.objects.filter(pk=link.pk).update(
        issued_at=now - timedelta(days=400), expires_at=now - timedelta(seconds=1)
    )


def _close(link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(closed_at=timezone.now())
