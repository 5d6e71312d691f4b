"""The frozen page: what is on it, and how many questions it costs."""

import uuid
from dataclasses import fields

import pytest
from pytest_django import DjangoAssertNumQueries

from portfolios import queries
from portfolios.models import Portfolio
from portfolios.page import PortfolioPage, build
from spacesedu.lib import clock
from tests import factories as make
from tests.world import World


def page_of(world: World, **options: object) -> PortfolioPage:
    page = build(loaded(world), **options)  # type: ignore[arg-type]
    assert page is not None
    return page


def loaded(world: World) -> Portfolio:
    return queries.openable(world.student.actor).get(pk=world.portfolio.pk)


@pytest.mark.parametrize("posts", [5, 60])
def test_a_page_costs_the_same_few_queries_for_any_number_of_posts(
    world: World, posts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(posts):
        post = make.PostFactory.create(portfolio=world.portfolio)
        make.PostSectionFactory.create(post=post, section=world.sections[0])
        make.AttachmentFactory.create(post=post)
    portfolio = loaded(world)

    with django_assert_num_queries(4):
        page = build(portfolio)
    assert page is not None
    assert len(page.posts) == posts + 1
    with django_assert_num_queries(5):
        build(portfolio, section=world.sections[0].pk)


def test_a_section_shows_its_posts_and_the_menu_all_counts(world: World) -> None:
    make.PostFactory.create(portfolio=world.portfolio, title="Elsewhere")

    page = page_of(world, section=world.sections[0].pk, root="../")

    assert [post.title for post in page.posts] == [world.post.title]
    home, first, *_ = page.sections
    assert (home.name, home.url, home.count, home.current) == ("Home", "../", 2, False)
    assert (first.url, first.count, first.current) == (f"../{world.sections[0].pk}/", 1, True)


def test_no_page_has_a_section_that_was_removed_or_is_another_templates(world: World) -> None:
    removed = world.sections[0]
    removed.removed_at = clock.now()
    removed.save()

    for section in (removed.pk, world.other.sections[0].pk, uuid.uuid4()):
        assert build(loaded(world), section=section) is None
    assert page_of(world).posts[0].sections == ()


def test_only_ready_files_of_posts_that_are_still_there_are_on_it(world: World) -> None:
    make.AttachmentFactory.create(post=world.post, ready_at=None)
    make.AttachmentFactory.create(
        post=world.post, ready_at=None, failed_at=clock.now(), failure="x"
    )
    make.AttachmentFactory.create(post=world.post, deleted_at=clock.now())
    gone = make.PostFactory.create(portfolio=world.portfolio, deleted_at=clock.now())
    make.AttachmentFactory.create(post=gone)

    page = page_of(world)

    assert [len(post.photos) for post in page.posts] == [1]


def test_its_addresses_are_relative_and_hold_no_private_id(world: World) -> None:
    photo = page_of(world, root="../").posts[0].photos[0]

    assert photo.src_640 == f"../media/{world.photo.pk}/640.webp"


def test_a_visitor_reads_the_first_name_and_an_initial(world: World) -> None:
    student = world.student_record

    assert page_of(world).name == f"{student.first_name} {student.last_name[0]}."


def test_a_recording_is_named_by_its_caption_never_by_its_file_name(world: World) -> None:
    sound = {"kind": "audio", "content_type": "audio/mpeg", "original_name": "secret.mp3"}
    make.AttachmentFactory.create(post=world.post, **sound)
    make.AttachmentFactory.create(post=world.post, caption="Reading aloud", **sound)

    assert sorted(file.label for file in page_of(world).posts[0].files) == [
        "Audio",
        "Reading aloud",
    ]


def test_a_page_has_no_field_for_anything_private(world: World) -> None:
    page = page_of(world)

    assert [one.name for one in fields(page)] == [
        "title",
        "name",
        "summary_html",
        "sections",
        "posts",
    ]
    assert "IMG_0001" not in repr(page)
    assert str(world.portfolio.pk) not in repr(page)
