"""Handing a package in: what can be chosen, what is said of the rest, and who lifts limits."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from districts.models import ImportRun, RunState
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.factors import an_hour_passes
from tests.world import World

pytestmark = pytest.mark.django_db

UPLOAD = "/imports/upload/"
STUDENTS = b"User ID,Student Number,First Name,Last Name,Grade,EnrollStatus,SchoolCode\n"


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    client.force_login(world.admin.user)
    return client


def files(*names: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, STUDENTS) for name in names]


def form(world: World, *names: str, **more: object) -> dict[str, object]:
    return {
        "connection": str(world.connection.pk),
        "package": files(*names),
        "way": "import",
        **more,
    }


def test_csv_files_can_be_handed_in_as_they_are(admin: Client, world: World) -> None:
    answer = admin.post(UPLOAD, form(world, "Students.csv", "Staff.csv", way="rehearse"))
    assert answer.status_code == 302
    run = ImportRun.objects.get()
    assert run.package is not None
    assert run.package.name == "Staff.csv, Students.csv"
    assert run.dry_run
    assert run.asked_by == world.admin.user
    assert not run.waive


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ((), "Choose a zip, or the CSV files."),
        (("list.xlsx",), "“list.xlsx” is neither a zip nor a CSV file."),
        (("a.zip", "Students.csv"), "Choose one zip, or only CSV files."),
        (("a.csv", "A.csv"), "Two of these files have the same name."),
    ],
)
def test_the_wrong_thing_is_said_at_the_field(
    admin: Client, world: World, names: tuple[str, ...], sentence: str
) -> None:
    answer = admin.post(UPLOAD, form(world, *names, way="rehearse"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    # What was chosen besides is still chosen.
    assert re.search(r'<input[^>]*value="rehearse"[^>]*checked', page)
    assert not ImportRun.objects.exists()


def test_nobody_hands_in_more_than_workers_can_read(admin: Client, world: World) -> None:
    over = {"connection": world.connection, "asked_by": world.admin.user, "refused_at": world.now}
    make.ImportRunFactory.create_batch(19, **over, received_at=clock.now())
    make.ImportRunFactory.create_batch(5, **over, received_at=clock.now() - timedelta(hours=1))
    assert admin.post(UPLOAD, form(world, "Students.txt")).status_code == 302
    answer = admin.post(UPLOAD, form(world, "Students.csv"))
    assert answer.status_code == 422
    assert "Try it again in an hour." in answer.content.decode()
    assert ImportRun.objects.count() == 25


def test_a_connection_whose_packages_are_still_being_read_gets_no_further_ones(
    admin: Client, world: World
) -> None:
    make.ImportRunFactory.create_batch(2, connection=world.connection, received_at=clock.now())
    run = make.ImportRunFactory.create(connection=world.connection, received_at=clock.now())
    answer = admin.post(UPLOAD, form(world, "Students.csv"))
    assert answer.status_code == 422
    assert "Wait until they are done." in answer.content.decode()
    ImportRun.objects.filter(pk=run.pk).update(refused_at=clock.now())
    assert admin.post(UPLOAD, form(world, "Students.csv")).status_code == 302


def test_an_empty_file_is_said_to_be_empty(admin: Client, world: World) -> None:
    empty = form(world) | {"package": SimpleUploadedFile("Students.csv", b"")}
    assert "This file is empty." in admin.post(UPLOAD, empty).content.decode()


def test_what_is_no_zip_becomes_a_run_that_says_so(admin: Client, world: World) -> None:
    letter = admin.post(UPLOAD, form(world, "roster.zip"))["Location"]
    assert ImportRun.objects.get().state() is RunState.REFUSED
    page = admin.get(letter).content.decode()
    assert "The package could not be taken. Nothing was changed." in page
    assert "This cannot be read" in page


def test_more_than_a_request_may_bring_is_not_read(
    admin: Client, world: World, settings: Settings
) -> None:
    assert f'data-most="{project.UPLOAD_MAX_BYTES}"' in admin.get(UPLOAD).content.decode()
    settings.UPLOAD_MAX_BYTES = 100
    assert admin.post(UPLOAD, form(world, "Students.csv")).status_code == 400
    assert not ImportRun.objects.exists()


def test_what_takes_too_long_while_somebody_waits_is_for_the_inbox(
    admin: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("districts.views.import_upload.MOST_AT_ONCE", 100)
    letter = admin.post(UPLOAD, form(world, "Students.csv", "Staff.csv"))["Location"]
    assert "put it into the inbox folder" in admin.get(letter).content.decode()
    assert ImportRun.objects.get().state() is RunState.REFUSED


def test_whoever_lifts_the_limits_has_just_shown_who_they_are(admin: Client, world: World) -> None:
    an_hour_passes(admin)
    rollover = form(world, "Students.csv", waive="on")
    answer = admin.post(UPLOAD, rollover)
    assert answer["Location"].startswith("/accounts/again/")
    assert not ImportRun.objects.exists()
    fresh = Client()
    fresh.force_login(world.admin.user)
    fresh.post(UPLOAD, form(world, "Students.csv", waive="on"))
    run = ImportRun.objects.get()
    assert run.waive
    assert "Rollover to a new school year" in fresh.get(f"/imports/{run.pk}/").content.decode()


def test_a_school_admin_hands_in_for_their_own_school(client: Client, world: World) -> None:
    client.force_login(world.principal.user)
    page = client.get(UPLOAD).content.decode()
    assert "Set up a connection first" in page
    own = make.ConnectionFactory.create(district=world.district, name="maple")
    make.ConnectionSchoolFactory.create(connection=own, school=world.maple)
    answer = client.post(UPLOAD, form(world, "Students.csv"))
    assert answer.status_code == 422
    answer = client.post(UPLOAD, form(world, "Students.csv", connection=str(own.pk)))
    assert client.get(answer["Location"]).status_code == 200
    assert ImportRun.objects.get().connection == own
