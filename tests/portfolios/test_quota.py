"""How much room there is for files, and the words for when there is none."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from portfolios.models import Attachment, MediaQuota, Portfolio, Upload
from portfolios.storage.quota import limits_of, room_in
from portfolios.storage.room import NoRoomError, Use
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios import tus
from tests.portfolios.pictures import wav
from tests.world import Cast, World

MB = 1024 * 1024
SOUND = wav()


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


@pytest.fixture(autouse=True)
def _five_megabytes(settings: Settings) -> None:
    settings.QUOTA_STUDENT_BYTES = 5 * MB


def fill(portfolio: Portfolio, size: int, **facts: Any) -> Attachment:  # noqa: ANN401 -- columns
    """Put a file of that size into a post of the portfolio."""
    post = make.PostFactory.create(portfolio=portfolio)
    return make.AttachmentFactory.create(post=post, stored=size, **facts)


def of_template(world: World, size: int) -> Attachment:
    """Put a file of that size into a template's description."""
    where = {"post": None, "template": world.template, "district": world.district}
    return make.AttachmentFactory.create(**where, stored=size)


def used(world: Cast) -> int:
    """Return what Sunny's files take up, beside the photo that is there from the beginning."""
    room = room_in(world.portfolio, by=world.student.actor)
    return room.student.used - world.photo.stored


def test_a_student_without_room_reads_how_much_there_is(pupil: Client, world: World) -> None:
    fill(world.portfolio, 4 * MB)

    refused = tus.begin(pupil, world.portfolio, 2 * MB)

    assert refused.status_code == 413
    assert refused.content.decode().replace("\xa0", " ") == (
        "Your portfolio files take up 4.0 MB of 5.0 MB, and this needs 2.0 MB. Ask your school for "
        "more room; what you delete makes room after 30 days."
    )
    assert not Upload.objects.exists()


def test_a_teacher_reads_whose_room_it_is(client: Client, world: World) -> None:
    fill(world.portfolio, 4 * MB)
    client.force_login(world.teacher.user)

    refused = tus.begin(client, world.portfolio, 2 * MB)

    said = refused.content.decode()
    assert said.startswith(f"The portfolio files of {world.student_record} take up")


@pytest.mark.parametrize(
    "put",
    [
        pytest.param(lambda w: fill(w.portfolio, MB), id="in a post"),
        pytest.param(lambda w: fill(w.portfolio, MB, deleted_at=clock.now()), id="deleted"),
        pytest.param(
            lambda w: make.AttachmentFactory.create(
                post=None,
                draft=make.DraftFactory.create(portfolio=w.portfolio),
                district=w.district,
                stored=MB,
            ),
            id="in a draft",
        ),
        pytest.param(
            lambda w: make.UploadFactory.create(
                draft=make.DraftFactory.create(portfolio=w.portfolio), size=MB
            ),
            id="announced",
        ),
        pytest.param(
            lambda w: make.UploadFactory.create(
                draft=None, district=w.district, post=w.post, size=MB, author=w.student.user
            ),
            id="announced for a post",
        ),
    ],
)
def test_what_lies_in_storage_or_is_on_its_way_takes_room(
    world: World, put: Callable[[World], object]
) -> None:
    before = used(world)
    put(world)
    assert used(world) - before == MB


def test_what_is_elsewhere_takes_no_room_of_a_student(world: World) -> None:
    before = used(world)
    fill(world.classmate_portfolio, MB)
    fill(world.other.portfolio, MB)
    of_template(world, MB)
    draft = make.DraftFactory.create(portfolio=world.portfolio)
    make.UploadFactory.create(draft=draft, size=MB, refused="unknown")
    assert used(world) == before


def test_a_districts_own_limit_comes_before_the_installations(world: World) -> None:
    MediaQuota.objects.create(district=world.district, student_bytes=MB, district_bytes=0)

    room = room_in(world.portfolio, by=world.student.actor)

    assert room.student.limit == MB
    assert room.district.holds(10**15)


def test_no_limit_is_no_limit(world: World) -> None:
    MediaQuota.objects.create(district=world.district, student_bytes=0)
    fill(world.portfolio, 900 * MB)

    room_in(world.portfolio, by=world.student.actor).check(900 * MB)


def test_a_full_district_takes_nothing_from_anybody(world: World) -> None:
    fill(world.outsider_portfolio, 3 * MB)
    of_template(world, MB)
    MediaQuota.objects.create(district=world.district, district_bytes=4 * MB)

    with pytest.raises(NoRoomError, match="files of your district take up"):
        room_in(world.portfolio, by=world.student.actor).check(1)
    room_in(world.other.portfolio, by=world.other.student.actor).check(MB)


def test_where_room_is_taken_away_meanwhile_the_last_part_waits(
    pupil: Client, world: World
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:1000])
    quota = MediaQuota.objects.create(district=world.district, student_bytes=1000)

    assert tus.send(pupil, url, 1000, SOUND[1000:]).status_code == 413
    assert tus.ask(pupil, url)["Upload-Offset"] == "1000"

    quota.delete()
    assert tus.send(pupil, url, 1000, SOUND[1000:]).status_code == 204
    assert tus.upload_at(url).finished_at is not None


def test_a_plain_form_asks_for_room_too_and_loses_no_word(pupil: Client, world: World) -> None:
    fill(world.portfolio, 5 * MB)
    sound = SimpleUploadedFile("song.wav", SOUND, "audio/wav")
    form = {"title": "My song", "posted_on": "2026-05-04", "uploads": [sound]}
    address = reverse("portfolios:post_new", kwargs={"portfolio": world.portfolio.pk})

    answer = pupil.post(address, form)

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Your portfolio files take up" in html
    assert "My song" in html
    assert not world.portfolio.posts.filter(title="My song").exists()


def test_counting_asks_as_much_for_many_files_as_for_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = world.student.actor
    portfolio = Portfolio.objects.select_related("student").get(pk=world.portfolio.pk)
    with django_assert_num_queries(1):
        room_in(portfolio, by=by)
    for _ in range(5):
        fill(world.portfolio, MB)
    MediaQuota.objects.create(district=world.district, district_bytes=10**12)
    with django_assert_num_queries(2):
        room_in(portfolio, by=by)


def test_a_district_counts_what_everybody_stores(world: World) -> None:
    before = limits_of(world.district.pk)[0].used
    fill(world.portfolio, MB)
    fill(world.outsider_portfolio, MB)
    of_template(world, MB)
    assert limits_of(world.district.pk) == (Use(before + 3 * MB, 0), 5 * MB)
