"""What the demo's students show: every file is one that a school could really be handed."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import ExifTags, Image

from portfolios.media.accept import accept
from portfolios.media.photo import renditions
from portfolios.media.sniff import JPEG, MP4, PDF, WAV
from portfolios.models import MAX_SUMMARY, MediaKind
from sharing.demo import document, film, letter, sound
from sharing.demo.assignments import SECTIONS
from sharing.demo.pictures import PICTURES, paint
from sharing.demo.stories import FOLDER, DemoPost, posts_of, summary_of

WRITERS = sorted(file.stem for file in FOLDER.glob("*.md"))
TEN_MONTHS = 304


def written() -> list[DemoPost]:
    return [post for who in WRITERS for post in posts_of(who)]


def test_a_dozen_students_have_written_forty_posts() -> None:
    assert len(WRITERS) >= 12
    assert len(written()) >= 40


@pytest.mark.parametrize("who", WRITERS)
def test_a_student_writes_within_the_school_year_and_the_six_sections(who: str) -> None:
    assert len(summary_of(who)) <= MAX_SUMMARY
    for post in posts_of(who):
        assert 0 < post.days_ago <= TEN_MONTHS
        assert post.title
        assert post.body
        assert set(post.sections) <= set(SECTIONS)


def test_every_picture_that_is_shown_exists_and_says_what_is_to_be_seen() -> None:
    shown = [media for post in written() for media in post.media if media.kind == "picture"]

    assert {media.name for media in shown} == set(PICTURES)
    assert all(media.alt for media in shown)


def test_there_is_a_file_of_every_kind_and_each_has_its_words() -> None:
    shown = [media for post in written() for media in post.media]

    assert {media.kind for media in shown} == {"picture", "film", "sound", "document", "paper"}
    assert all(media.alt or media.caption for media in shown)


def test_links_lead_to_the_web_and_say_where() -> None:
    links = [link for post in written() for link in post.links]

    assert links
    assert all(url.startswith("https://") and title for url, title in links)


def test_student_and_teacher_talk_and_the_teacher_adds_for_a_student() -> None:
    voices = {voice for post in written() for voice, words in post.comments if words}

    assert voices == {"student", "teacher"}
    assert "teacher" in {post.by for post in written()}


@pytest.mark.parametrize(
    "made",
    [lambda: paint("bridge"), film.boat, lambda: letter.document(letter.AGENDA)],
    ids=["picture", "film", "paper"],
)
def test_a_file_is_the_same_each_time(made: Callable[[], bytes]) -> None:
    assert made() == made()


def test_a_photo_that_knows_its_place_no_longer_does_once_it_can_be_shown() -> None:
    photo = BytesIO(paint("ridges"))
    with Image.open(photo) as taken:
        assert taken.getexif().get_ifd(ExifTags.IFD.GPSInfo)

    made = renditions(photo, JPEG)

    for webp in made.webp.values():
        with Image.open(BytesIO(webp)) as shown:
            assert not shown.getexif()


@pytest.mark.parametrize(
    ("file", "known"),
    [
        (paint("chart"), JPEG),
        (film.boat(), MP4),
        (sound.melody(), WAV),
        (document.poster(), PDF),
    ],
    ids=["picture", "film", "sound", "document"],
)
def test_a_school_would_take_the_file(file: bytes, known: object) -> None:
    assert accept(BytesIO(file), len(file)) == known


@pytest.mark.parametrize("lines", [letter.AGENDA, letter.PLANNER], ids=["agenda", "planner"])
def test_a_school_would_take_the_paper(lines: tuple[str, ...]) -> None:
    paper = letter.document(lines)
    assert accept(BytesIO(paper), len(paper)).kind is MediaKind.FILE


def test_the_document_says_truly_where_its_parts_begin() -> None:
    file = document.poster()
    table = file[int(file.split(b"startxref\n")[1].split()[0]) :].splitlines()

    places = [int(line.split()[0]) for line in table[3:] if line.endswith(b" n ")]

    assert len(places) == 6
    for number, place in enumerate(places, 1):
        assert file[place:].startswith(b"%d 0 obj" % number)
