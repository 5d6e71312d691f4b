"""Links in a post: to the web and nowhere else, and called by their site when nobody named them."""

import pytest
from django.test import Client
from django.urls import reverse

from portfolios.models import Post
from tests.world import World


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


def sent(world: World, *links: tuple[str, str]) -> dict[str, str]:
    rows = {
        f"link-{number}-{part}": value
        for number, link in enumerate(links)
        for part, value in zip(("url", "title"), link, strict=True)
    }
    return {"title": "Bridges", "posted_on": "2026-05-04", **rows}


def new(world: World) -> str:
    return reverse("portfolios:post_new", kwargs={"portfolio": world.portfolio.pk})


def test_links_stand_in_their_order_and_an_empty_row_is_none(pupil: Client, world: World) -> None:
    links = (("https://example.org/b", "Bridges"), ("", ""), ("www.example.com/a?b=1", ""))
    assert pupil.post(new(world), sent(world, *links)).status_code == 302

    made = Post.objects.get(title="Bridges").links.all()
    assert [(link.url, link.title) for link in made] == [
        ("https://example.org/b", "Bridges"),
        ("https://www.example.com/a?b=1", "example.com"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,hello",
        "ftp://example.org/",
        "mailto:sunny@example.org",
        "file:///etc/passwd",
        "nowhere",
        "https://",
    ],
)
def test_anything_but_the_web_is_refused_and_stays_in_the_form(
    pupil: Client, world: World, address: str
) -> None:
    answer = pupil.post(new(world), sent(world, (address, "Look")))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is not the address of a web page." in page
    assert 'href="#id_link-0-url"' in page
    assert f'value="{address}"' in page
    assert not Post.objects.filter(title="Bridges").exists()


def test_a_name_without_an_address_is_asked_for_it(pupil: Client, world: World) -> None:
    answer = pupil.post(new(world), sent(world, ("", "My video")))

    assert answer.status_code == 422
    assert "Type the address that belongs to this name." in answer.content.decode()


def test_there_is_always_one_empty_row_and_never_an_eleventh(pupil: Client, world: World) -> None:
    assert 'name="link-0-url"' in (first := pupil.get(new(world)).content.decode())
    assert 'name="link-1-url"' not in first

    many = [(f"https://example.org/{number}", "") for number in range(12)]
    pupil.post(new(world), sent(world, *many))
    post = Post.objects.get(title="Bridges")
    assert post.links.count() == 10
    edit = reverse("portfolios:post_edit", kwargs={"post": post.pk})
    assert "link-10-url" not in pupil.get(edit).content.decode()
