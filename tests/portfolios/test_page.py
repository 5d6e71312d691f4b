"""The frozen page: what is on it, and what never is."""

import uuid
from dataclasses import fields

import pytest

from portfolios import queries
from portfolios.frozen import PortfolioPage, PostView
from portfolios.models import Portfolio
from portfolios.page import Addresses, build, cover_of
from portfolios.reading.exhibits import host
from spacesedu.lib import clock
from tests import factories as make
from tests.world import World


def page_of(
    world: World, section: uuid.UUID | None = None, at: Addresses | None = None
) -> PortfolioPage:
    page = build(cover_of(loaded(world)), at or Addresses(), section=section)
    assert page is not None
    return page


def post_of(world: World) -> PostView:
    """The page's one post."""
    (post,) = page_of(world).posts
    return post


def loaded(world: World) -> Portfolio:
    return queries.openable(world.student.actor).get(pk=world.portfolio.pk)


def test_a_section_shows_its_posts_and_the_menu_all_counts(world: World) -> None:
    make.PostFactory.create(portfolio=world.portfolio, title="Elsewhere")

    page = page_of(world, world.sections[0].pk, Addresses(root="../"))

    assert [post.title for post in page.posts] == [world.post.title]
    home, first, *_ = page.sections
    assert (home.name, home.url, home.count, home.current) == ("Home", "../", 2, False)
    assert (first.url, first.count, first.current) == (f"../{world.sections[0].pk}/", 1, True)


def test_no_page_has_a_section_that_was_removed_or_is_another_templates(world: World) -> None:
    removed = world.sections[0]
    removed.removed_at = clock.now()
    removed.save()

    for section in (removed.pk, world.other.sections[0].pk, uuid.uuid4()):
        assert build(cover_of(loaded(world)), Addresses(), section=section) is None
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
    photo = page_of(world, at=Addresses(root="../")).posts[0].photos[0]

    assert photo.src_640 == f"../media/{world.photo.pk}/640.webp"


def test_a_visitor_reads_the_first_name_and_an_initial(world: World) -> None:
    student = world.student_record

    assert page_of(world).name == f"{student.first_name} {student.last_name[0]}."


def test_a_recording_is_named_by_its_caption_never_by_its_file_name(world: World) -> None:
    sound = {"kind": "audio", "content_type": "audio/mpeg", "original_name": "secret.mp3"}
    make.AttachmentFactory.create(post=world.post, **sound)
    make.AttachmentFactory.create(post=world.post, caption="Reading aloud", seconds=75, **sound)

    without, with_caption = sorted(post_of(world).recordings, key=lambda one: one.duration)
    assert (without.label, without.duration) == ("Audio", "")
    assert (with_caption.label, with_caption.duration) == ("Reading aloud", "1 min 15 s")


def test_a_video_has_a_poster_and_its_size_before_it_is_loaded(world: World) -> None:
    video = make.AttachmentFactory.create(
        post=world.post, kind="video", width=720, height=1280, cover_width=720, cover_height=1280
    )
    make.AttachmentFactory.create(post=world.post, kind="video", width=None, height=None)

    known, unknown = post_of(world).recordings
    assert known.poster_url == f"media/{video.pk}/cover.webp"
    assert (known.width, known.height) == (720, 1280)
    assert (unknown.poster_url, unknown.width, unknown.height) == ("", 1280, 720)


@pytest.mark.parametrize(
    ("kind", "content_type", "words"),
    [
        ("pdf", "application/pdf", "PDF"),
        ("file", "application/msword", "Text document"),
        ("file", "application/vnd.oasis.opendocument.text", "Text document"),
        ("file", "application/vnd.oasis.opendocument.spreadsheet", "Spreadsheet"),
        (
            "file",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Text document",
        ),
        (
            "file",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Spreadsheet",
        ),
        (
            "file",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "Presentation",
        ),
        ("file", "application/octet-stream", "File"),
    ],
)
def test_a_file_says_what_it_is_in_words(
    world: World, kind: str, content_type: str, words: str
) -> None:
    make.AttachmentFactory.create(
        post=world.post, kind=kind, content_type=content_type, cover_width=300, cover_height=424
    )

    (file,) = post_of(world).files
    assert (file.kind_in_words, file.label) == (words, words)
    assert file.cover_url.endswith("/cover.webp")
    assert (file.width, file.height) == (300, 424)


def test_a_photo_that_nobody_described_says_which_one_it_is(world: World) -> None:
    assert [photo.alt for photo in post_of(world).photos] == ["Photo"]
    make.AttachmentFactory.create(post=world.post, position=1, alt="A loaf")
    make.AttachmentFactory.create(post=world.post, position=2)

    assert [photo.alt for photo in post_of(world).photos] == [
        "Photo 1 of 3",
        "A loaf",
        "Photo 3 of 3",
    ]


def test_recordings_that_nobody_described_are_told_apart_by_number(world: World) -> None:
    make.AttachmentFactory.create(post=world.post, kind="audio")
    assert [one.label for one in post_of(world).recordings] == ["Audio"]
    make.AttachmentFactory.create(post=world.post, kind="audio", position=1, caption="The creek")
    make.AttachmentFactory.create(post=world.post, kind="video", position=2)

    assert [one.label for one in post_of(world).recordings] == [
        "Recording 1",
        "The creek",
        "Recording 3",
    ]


def test_a_link_says_where_it_leads_whatever_it_is_called(world: World) -> None:
    make.PostLinkFactory.create(
        post=world.post, title="bank.example", url="https://www.thief.example/in?bank.example"
    )

    (link,) = post_of(world).links
    assert (link.title, link.host) == ("bank.example", "thief.example")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://bank.example@thief.example/", "thief.example"),
        ("https://EXAMPLE.org:8443/a", "example.org"),
        ("https://écoles.example/", "xn--coles-9ra.example"),
        ("https://b\u0430nk.example/", "xn--bnk-6cd.example"),
        ("https://thief.example\\@bank.example/", ""),
        ("https://straße.example/", ""),
        ("https://b%61nk.example/", ""),
        ("https://[::1/", ""),
        ("https:///nowhere", ""),
    ],
)
def test_no_letter_or_sign_makes_a_link_look_like_another_sites(url: str, shown: str) -> None:
    assert host(url) == shown


def test_a_link_that_browsers_may_read_differently_is_not_on_the_page(world: World) -> None:
    make.PostLinkFactory.create(post=world.post, url="https://thief.example\\@bank.example/")

    assert post_of(world).links == ()


def test_a_page_has_no_field_for_anything_private(world: World) -> None:
    page = page_of(world)

    assert [one.name for one in fields(page)] == [
        "title",
        "name",
        "summary_html",
        "sections",
        "posts",
        "newer_url",
        "older_url",
    ]
    assert "IMG_0001" not in repr(page)
    assert str(world.portfolio.pk) not in repr(page)
