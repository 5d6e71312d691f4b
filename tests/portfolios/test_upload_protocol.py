"""The tus protocol, header by header, and who may speak it where."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from portfolios import tasks
from portfolios.actions.uploads import LIFE
from portfolios.models import Attachment, Upload
from spacesedu.lib import clock
from tests.portfolios import tus
from tests.portfolios.pictures import wav
from tests.world import World

SOUND = wav()


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


def browser_of(person: object) -> Client:
    """Return a browser in which somebody else is signed in."""
    client = Client()
    client.force_login(person.user)  # type: ignore[attr-defined] # a person of the world
    return client


def address(world: World) -> str:
    return reverse("portfolios:upload_new", kwargs={"portfolio": world.portfolio.pk})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "5"}, 412),
        ({"Upload-Length": "5", "Tus-Resumable": "0.2.2"}, 412),
        (tus.VERSION, 400),
        (tus.VERSION | {"Upload-Defer-Length": "1"}, 400),
        (tus.VERSION | {"Upload-Length": "-5"}, 400),
        (tus.VERSION | {"Upload-Length": "five"}, 400),
        (tus.VERSION | {"Upload-Length": "\u0665"}, 400),
        (tus.VERSION | {"Upload-Length": "0"}, 422),
        (tus.VERSION | {"Upload-Length": "9" * 12}, 413),
        (tus.VERSION | {"Upload-Length": "9" * 30}, 400),
        (tus.VERSION | {"Upload-Length": "5", "Upload-Metadata": "filename %%%"}, 400),
        (tus.VERSION | {"Upload-Length": "5", "Upload-Metadata": "filename /w=="}, 400),
    ],
)
def test_an_announcement_that_cannot_be_is_refused(
    pupil: Client, world: World, headers: dict[str, str], status: int
) -> None:
    response = pupil.post(address(world), headers=headers)

    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")
    assert response["Tus-Resumable"] == "1.0.0"
    assert response.get("Tus-Version") == ("1.0.0" if status == 412 else None)
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Offset": "0"}, 412),
        (tus.VERSION | {"Upload-Offset": "0", "Content-Type": "text/plain"}, 415),
        (tus.VERSION, 400),
        (tus.VERSION | {"Upload-Offset": "-1"}, 400),
        (tus.VERSION | {"Upload-Offset": "7"}, 409),
    ],
)
def test_a_part_that_cannot_be_is_refused(
    pupil: Client, world: World, headers: dict[str, str], status: int
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    kind = headers.get("Content-Type", "application/offset+octet-stream")

    response = pupil.patch(url, SOUND, content_type=kind, headers=headers)

    assert response.status_code == status
    assert tus.upload_at(url).received == 0


def test_whoever_asks_is_told_what_can_be_done(pupil: Client, world: World) -> None:
    for url in (address(world), tus.begun(pupil, world.portfolio, 100)):
        response = pupil.options(url)
        assert response.status_code == 204
        assert response["Tus-Version"] == "1.0.0"
        assert response["Tus-Extension"] == "creation,expiration,termination"
        assert int(response["Tus-Max-Size"]) > 0


def test_a_proxy_that_lets_only_post_through_can_name_the_method(
    pupil: Client, world: World
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    headers = tus.VERSION | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    kind = "application/offset+octet-stream"

    assert pupil.post(url, SOUND, content_type=kind, headers=headers).status_code == 204
    assert pupil.get(url, headers=headers).status_code == 405
    assert pupil.post(url, headers=tus.VERSION).status_code == 405


def test_a_page_of_another_site_can_send_nothing(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.student.user)
    url = tus.begun(browser_of(world.student), world.portfolio, len(SOUND))

    assert strict.post(address(world), headers=tus.VERSION).status_code == 403
    assert tus.send(strict, url, 0, SOUND).status_code == 403
    assert strict.delete(url, headers=tus.VERSION).status_code == 403

    strict.cookies["csrf"] = token = "c" * 32
    assert tus.send(strict, url, 0, SOUND, **{"X-CSRFToken": token}).status_code == 204


def test_nobody_else_finds_what_somebody_is_sending(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))

    for person in (world.teacher, world.pupil, world.family, world.admin, world.other.student):
        browser = browser_of(person)
        assert tus.ask(browser, url).status_code == 404
        assert tus.send(browser, url, 0, SOUND).status_code == 404
        assert browser.delete(url, headers=tus.VERSION).status_code == 404
    assert tus.upload_at(url).received == 0


def test_a_teacher_adds_a_file_on_a_students_behalf(world: World) -> None:
    teacher = browser_of(world.teacher)
    url = tus.begun(teacher, world.portfolio, len(SOUND))
    tus.send(teacher, url, 0, SOUND)

    made = tus.upload_at(url).attachment
    assert made is not None
    assert made.draft is not None
    assert made.draft.author == world.teacher.user


def test_who_may_only_read_can_send_nothing(world: World) -> None:
    refused = tus.begin(browser_of(world.principal), world.portfolio, 100)

    assert refused.status_code == 403
    assert refused.content.decode() == "You cannot add files here."


def test_a_file_on_its_way_stops_where_its_portfolio_closes(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:1000])
    type(world.template).objects.filter(pk=world.template.pk).update(archived_at=clock.now())

    refused = tus.send(pupil, url, 1000, SOUND[1000:])
    assert refused.status_code == 405
    assert refused["Allow"] == "OPTIONS, HEAD"
    assert refused.content.decode().startswith("This portfolio is archived")
    assert tus.begin(pupil, world.portfolio, 100).status_code == 405
    assert pupil.delete(url, headers=tus.VERSION).status_code == 405
    assert not Attachment.objects.filter(draft__isnull=False).exists()


def test_and_goes_on_where_it_stopped_when_that_is_open_again(pupil: Client, world: World) -> None:
    templates = type(world.template).objects.filter(pk=world.template.pk)
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:1000])
    templates.update(archived_at=clock.now())
    tus.send(pupil, url, 1000, SOUND[1000:])
    assert tus.ask(pupil, url)["Upload-Offset"] == "1000"

    templates.update(archived_at=None)
    assert tus.send(pupil, url, 1000, SOUND[1000:]).status_code == 204
    assert Attachment.objects.filter(draft__isnull=False).exists()


def test_each_part_gives_it_another_week(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    soon = clock.now() + timedelta(hours=1)
    Upload.objects.update(expires_at=soon)

    response = tus.send(pupil, url, 0, SOUND[:1000])

    assert tus.upload_at(url).expires_at > soon + timedelta(days=6)
    assert "GMT" in response["Upload-Expires"]


def test_what_waited_too_long_is_gone_and_then_forgotten(
    pupil: Client,
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:1000])
    folder = tus.upload_at(url).folder
    Upload.objects.update(expires_at=clock.now())

    assert tus.ask(pupil, url).status_code == 410
    assert tus.send(pupil, url, 1000, SOUND[1000:]).status_code == 410

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_uploads()
    assert tus.ask(pupil, url).status_code == 404
    assert not default_storage.exists(f"{folder}/upload")


def test_a_file_stays_when_how_it_came_is_forgotten(
    pupil: Client,
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    settings: Settings,
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND)
    made = tus.upload_at(url).attachment
    Upload.objects.update(expires_at=clock.now() - LIFE)
    other = tus.begun(pupil, world.portfolio, 100)

    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep_uploads()

    assert made is not None
    assert default_storage.size(f"{made.folder}/upload") == len(SOUND)
    assert list(Upload.objects.all()) == [tus.upload_at(other)]
