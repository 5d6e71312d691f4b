"""A page is drawn once and kept; the door is asked every time before it leaves."""

import gzip

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Student
from portfolios.models import Portfolio
from sharing import pages
from sharing.door import Opened
from spacesedu.lib import valkey
from tests import factories as make
from tests.portfolios.deeds import SEEN, Deed
from tests.sharing import gates
from tests.sharing.paths import public_path
from tests.world import World

# Visitors see a section from its first post on.
OF_EMPTY_SECTIONS = {"a section added", "a section moved"}


@pytest.fixture
def path(world: World) -> str:
    """The public address below the host."""
    return public_path(world.link)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[pages.Asked]:
    """What is drawn and not kept yet, in order."""
    asked: list[pages.Asked] = []
    draw = pages._drawn

    def noted(opened: Opened, what: pages.Asked) -> str | None:
        asked.append(what)
        return draw(opened, what)

    monkeypatch.setattr(pages, "_drawn", noted)
    return asked


def test_the_second_visitor_gets_the_same_bytes_and_nothing_is_drawn_for_them(
    path: str, drawn: list[pages.Asked]
) -> None:
    first, second = Client().get(path), Client().get(path)

    assert first.content == second.content
    assert sorted(first.items()) == sorted(second.items())
    assert len(drawn) == 1


def test_the_page_travels_small_to_whoever_can_unpack_it(path: str) -> None:
    plain = Client().get(path)
    packed = Client().get(path, headers={"Accept-Encoding": "br, gzip;q=0.5"})
    refused = Client().get(path, headers={"Accept-Encoding": "gzip;q=0"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content == refused.content
    assert "Content-Encoding" not in refused


def test_a_page_that_is_kept_costs_one_query_and_one_that_is_not_four(
    path: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(4):
        Client().get(path)
    with django_assert_num_queries(1):
        Client().get(path)


@pytest.mark.parametrize("gate", gates.GATES)
def test_a_page_that_is_kept_does_not_leave_while_a_gate_is_closed(
    world: World, path: str, gate: str
) -> None:
    kept = Client().get(path).content
    open_again = gates.close(world, gate)

    refused = Client().get(path)
    open_again()

    assert refused.status_code == 404
    assert refused.content != kept
    assert Client().get(path).content == kept


@pytest.mark.parametrize("what", SEEN)
def test_the_page_after_a_change_is_the_page_as_it_would_be_drawn_now(
    world: World, path: str, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    deeds: list[Deed] = SEEN[what]
    for deed in deeds:
        before = Client().get(path).content
        deed(world)
        after = Client().get(path).content
        with monkeypatch.context() as forgetful:
            forgetful.setattr(valkey, "ask", lambda _question: None)
            anew = Client().get(path).content

        assert after == anew
        assert (before != after) == (what not in OF_EMPTY_SECTIONS)


def test_language_section_and_page_are_kept_apart(
    world: World, path: str, drawn: list[pages.Asked]
) -> None:
    section = f"{path}{world.sections[0].pk}/"
    ways = [path, f"{path}?lang=fr-ca", f"{path}?lang=en", section, f"{section}?lang=fr-ca"]

    pages_read = [Client().get(way).content for way in [*ways, *ways]]

    assert pages_read[:5] == pages_read[5:]
    assert len(set(pages_read)) == len(drawn) == len(ways)


def test_two_students_whose_portfolios_are_alike_never_get_each_others_page(world: World) -> None:
    Student.objects.update(display_name="Sky")
    Portfolio.objects.filter(pk=world.classmate_portfolio.pk).update(
        content_version=Portfolio.objects.get(pk=world.portfolio.pk).content_version
    )
    theirs = make.ShareLinkFactory.create(portfolio=world.classmate_portfolio)
    mine = Client().get(public_path(world.link)).content.decode()

    other = Client().get(public_path(theirs)).content.decode()

    assert world.post.title in mine
    assert world.post.title not in other


def test_an_address_with_nothing_behind_it_is_not_kept(path: str, world: World) -> None:
    for way in (f"{path}?page=99", f"{path}{world.other.sections[0].pk}/"):
        assert [Client().get(way).status_code for _ in range(2)] == [404, 404]
