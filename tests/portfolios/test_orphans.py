"""What lies in storage and is nobody's any more goes: after thirty days, and not all at once."""

import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from districts.models import District, User
from portfolios import tasks
from portfolios.actions import orphans
from portfolios.actions.orphans import erase_orphans
from portfolios.media.receive import new_folder
from portfolios.models import Draft
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios.writing import in_draft, photo, stored
from tests.world import World

DAYS_30, DAYS_32 = timedelta(days=30), timedelta(days=32)


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    """A storage with nothing of other tests in it."""
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    disk["OPTIONS"] = {"location": tmp_path}  # type: ignore[assignment] # of strings and one dict
    settings.STORAGES = settings.STORAGES | {"default": disk}


@pytest.fixture
def nobodys() -> str:
    """A folder as a killed worker leaves it: its row was never written."""
    folder = new_folder()
    default_storage.save(f"{folder}/upload", ContentFile(b"half a photo"))
    return folder


def test_when_an_account_goes_its_drafts_go_and_their_bytes_too(world: World) -> None:
    somebody = make.UserFactory.create()
    draft = make.DraftFactory.create(portfolio=world.portfolio, author=somebody)
    picture = photo(new_folder(), **in_draft(draft))
    upload = make.UploadFactory.create(draft=draft, folder=new_folder())
    default_storage.save(f"{upload.folder}/upload", ContentFile(b"half"))
    kept = photo(new_folder(), post=world.post)

    User.objects.get(pk=somebody.pk).delete()
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert erase_orphans(at=clock.now() + DAYS_32) == 2

    assert not stored(picture.folder)
    assert not stored(upload.folder)
    assert stored(kept.folder)


@pytest.mark.usefixtures("world")
def test_after_an_older_database_is_brought_back_there_are_thirty_days_to_notice(
    nobodys: str,
) -> None:
    assert erase_orphans(at=clock.now() + DAYS_30) == 0
    assert stored(nobodys)

    assert erase_orphans(at=clock.now() + DAYS_32) == 1
    assert not stored(nobodys)


@pytest.mark.usefixtures("world")
def test_what_is_not_of_ours_stays() -> None:
    others = ("logos/district.webp", "ab/notes.txt", f"ab/{'x' * 32}/logo.webp")
    for name in others:
        default_storage.save(name, ContentFile(b"of the district"))

    assert erase_orphans(at=clock.now() + DAYS_32) == 0
    assert all(default_storage.exists(name) for name in others)


@pytest.mark.usefixtures("world")
def test_one_night_erases_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orphans, "MOST", 2)
    for _number in range(3):
        default_storage.save(f"{new_folder()}/upload", ContentFile(b"lost"))

    later = clock.now() + DAYS_32
    assert [erase_orphans(at=later), erase_orphans(at=later)] == [2, 1]


@pytest.mark.usefixtures("world")
def test_what_came_lately_holds_up_nothing_older(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orphans, "MOST", 1)
    folders = [f"{shelf}/{shelf * 16}" for shelf in ("00", "ff")]
    for folder in folders:
        default_storage.save(f"{folder}/upload", ContentFile(b"lost"))
    old = (clock.now() - DAYS_32).timestamp()
    os.utime(default_storage.path(f"{folders[1]}/upload"), (old, old))

    assert erase_orphans(at=clock.now()) == 1
    assert [stored(folder) for folder in folders] == [True, False]


@pytest.mark.usefixtures("world")
def test_beside_the_storage_of_another_database_nothing_is_erased(
    nobodys: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(orphans, "_FEW", 0)

    assert erase_orphans(at=clock.now() + DAYS_32) == 0

    assert stored(nobodys)
    assert "1 of 1 folders in storage are of no row; none is erased" in caplog.text


def test_more_than_a_few_in_a_hundred_are_not_left_by_accident(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "_FEW", 0)
    monkeypatch.setattr(orphans, "SHARE", 5)
    for _number in range(2):
        default_storage.save(f"{new_folder()}/upload", ContentFile(b"lost"))
    for _number in range(7):
        photo(new_folder(), post=world.post)

    assert erase_orphans(at=clock.now() + DAYS_32) == 0
    photo(new_folder(), post=world.post)
    assert erase_orphans(at=clock.now() + DAYS_32) == 2


@pytest.mark.usefixtures("world")
def test_in_a_storage_that_another_installation_uses_too_nothing_is_erased(
    nobodys: str, caplog: pytest.LogCaptureFixture
) -> None:
    theirs = f"districts/{uuid.uuid4()}"
    default_storage.save(theirs, ContentFile(b"keeps its files here"))

    assert erase_orphans(at=clock.now() + DAYS_32) == 0
    assert stored(nobodys)
    assert theirs.removeprefix("districts/") in caplog.text

    default_storage.delete(theirs)  # a person has looked
    assert erase_orphans(at=clock.now() + DAYS_32) == 1


def test_every_installation_signs_the_storage_it_was_given(world: World) -> None:
    erase_orphans(at=clock.now())
    erase_orphans(at=clock.now())

    assert str(world.district.pk) in default_storage.listdir("districts")[1]
    assert len(default_storage.listdir("districts")[1]) == District.objects.count()


def test_one_folder_that_the_storage_keeps_holds_up_no_other(
    world: World, nobodys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = new_folder()
    default_storage.save(f"{another}/upload", ContentFile(b"lost"))
    delete = default_storage.delete

    def failing(name: str) -> None:
        if name.startswith(min(nobodys, another)):
            raise OSError(name)
        delete(name)

    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "delete", failing)
        assert erase_orphans(at=clock.now() + DAYS_32) == 1

    assert stored(min(nobodys, another))
    assert not stored(max(nobodys, another))


@pytest.mark.usefixtures("world")
def test_the_nightly_task_erases_them(nobodys: str) -> None:
    old = (clock.now() - DAYS_32).timestamp()
    os.utime(default_storage.path(f"{nobodys}/upload"), (old, old))

    tasks.erase_orphans()

    assert not stored(nobodys)
