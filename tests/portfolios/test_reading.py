"""Fifty posts a page: which ones, where the others are, and how many questions it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portfolios.actions.locking import changed
from portfolios.models import Attachment, Comment, Post, PostLink, PostSection
from portfolios.page import Addresses, build, cover_of
from portfolios.queries import openable
from sharing.menu import address_of
from tests import factories as make
from tests.sharing import gates
from tests.world import World

READERS = ["student", "teacher", "principal", "family", "visitor"]
SINCE = dt.date(2020, 1, 1)


def add_posts(world: World, number: int) -> None:
    """Add that many posts by the teacher, one a day, each with all that a post can have."""
    before = Post.objects.filter(portfolio=world.portfolio).count()
    posts = [
        make.PostFactory.build(
            portfolio=world.portfolio,
            title=f"Work {before + day}",
            author=world.teacher.user,
            posted_on=SINCE + dt.timedelta(days=before + day),
        )
        for day in range(number)
    ]
    Post.objects.bulk_create(posts)
    first = world.sections[0]
    PostSection.objects.bulk_create(
        make.PostSectionFactory.build(post=post, section=first) for post in posts
    )
    Attachment.objects.bulk_create(
        make.AttachmentFactory.build(post=post, **what)
        for post in posts
        for what in ({}, {"kind": "video", "seconds": 5}, {"ready_at": None})
    )
    PostLink.objects.bulk_create(make.PostLinkFactory.build(post=post) for post in posts)
    Comment.objects.bulk_create(
        make.CommentFactory.build(post=post, author=world.student.user) for post in posts
    )
    changed(world.portfolio.pk)


def way(world: World, reader: str) -> tuple[Client, str]:
    """Return a browser of ``reader`` and the address of the portfolio there."""
    client = Client()
    if reader == "visitor":
        return client, "/" + (address_of(world.link) or "").split("/", 3)[3]
    client.force_login(getattr(world, reader).user)
    return client, reverse("portfolios:page", kwargs={"portfolio": world.portfolio.pk})


def titles(html: str) -> list[str]:
    heads = html.split('class="post__title"')[1:]
    return [head.split(">", 1)[1].split("<", 1)[0].strip() for head in heads]


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("reader", READERS)
def test_a_page_costs_the_same_queries_for_any_number_of_posts(world: World, reader: str) -> None:
    client, path = way(world, reader)
    counts = []
    for more in (4, 45, 450):
        add_posts(world, more)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            shown = titles(read(client, path))
        counts.append((len(shown), len(asked)))

    assert [posts for posts, _ in counts] == [5, 50, 50]
    assert len({queries for _, queries in counts}) == 1


def test_the_work_itself_costs_three_queries_on_any_page(world: World) -> None:
    add_posts(world, 250)
    portfolio = openable(world.student.actor).get(pk=world.portfolio.pk)

    for section, page in ((None, ""), (None, "3"), (world.sections[0].pk, "2")):
        with CaptureQueriesContext(connection) as asked:
            assert build(cover_of(portfolio), Addresses(), section=section, page=page)
        assert len(asked) == 3


@pytest.mark.parametrize("reader", ["student", "visitor"])
def test_older_and_newer_posts_lead_through_all_of_them_once(world: World, reader: str) -> None:
    add_posts(world, 104)
    client, path = way(world, reader)

    first, second, third = (read(client, f"{path}{page}") for page in ("", "?page=2", "?page=3"))

    shown = [*titles(first), *titles(second), *titles(third)]
    assert (len(titles(first)), len(titles(second)), len(titles(third))) == (50, 50, 5)
    assert len(set(shown)) == 105
    assert shown[1:4] == ["Work 104", "Work 103", "Work 102"]
    assert ('rel="next"' in first, 'rel="prev"' in first) == (True, False)
    assert ('rel="next"' in second, 'rel="prev"' in second) == (True, True)
    assert ('rel="next"' in third, 'rel="prev"' in third) == (False, True)


@pytest.mark.parametrize("reader", ["student", "visitor"])
def test_there_is_no_other_page(world: World, reader: str) -> None:
    client, path = way(world, reader)

    assert client.get(f"{path}?page=1").status_code == 200
    for page in ("0", "2", "-1", "x", "01", "1.0", "٢", "9" * 99, "1%00"):
        assert client.get(f"{path}?page={page}").status_code == 404


@pytest.mark.parametrize("reader", ["student", "visitor"])
def test_a_section_has_pages_of_its_own_and_the_menu_counts_all(world: World, reader: str) -> None:
    add_posts(world, 50)
    client, path = way(world, reader)
    section = f"{path}{'' if reader == 'visitor' else 'sections/'}{world.sections[0].pk}/"

    first, second = read(client, section), read(client, f"{section}?page=2")

    assert (len(titles(first)), len(titles(second))) == (50, 1)
    assert f"{world.sections[0].pk}/?page=2" in first
    for page in (first, second):
        assert page.count('<span aria-hidden="true">51</span>') == 2
        # Whoever writes finds the empty ones; a visitor is shown what there is.
        empty = 0 if reader == "visitor" else len(world.sections) - 1
        assert page.count('<span aria-hidden="true">0</span>') == empty


def test_a_visitors_pages_hold_no_token_and_ask_every_gate_again(
    world: World, client: Client
) -> None:
    add_posts(world, 150)
    _, path = way(world, "visitor")
    token = path.strip("/").removeprefix("s/")

    assert token not in read(client, f"{path}?page=2")
    open_again = gates.close(world, "district")
    assert client.get(f"{path}?page=2").status_code == 404
    open_again()
    assert client.get(f"{path}?page=2").status_code == 200


def test_a_visitors_language_stays_from_page_to_page(world: World, client: Client) -> None:
    add_posts(world, 150)
    _, path = way(world, "visitor")

    french = read(client, f"{path}?lang=fr-ca")
    assert "?lang=fr-ca&amp;page=2" in french
    assert f"{world.sections[0].pk}/?lang=fr-ca" in french
    unknown = read(client, f"{path}?lang=xx")
    assert "lang=xx" not in unknown
    assert "lang=en&amp;page=" not in unknown


def test_the_teachers_list_of_students_does_not_turn_with_the_posts(
    world: World, client: Client
) -> None:
    add_posts(world, 80)
    client.force_login(world.teacher.user)

    page = read(client, f"{way(world, 'teacher')[1]}?page=2")

    assert str(world.classmate) in page
    assert len(titles(page)) == 31
