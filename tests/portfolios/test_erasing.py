"""What a person deleted goes for good after thirty days, its files too, and nothing else does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from districts.models import AuditEvent
from portfolios import actions, tasks
from portfolios.actions.erasing import erase_deleted, erase_refused
from portfolios.keeping.days import TooLateError
from portfolios.models import Attachment, Comment, Draft, Post, Upload
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios.writing import in_draft, photo, stored, written
from tests.world import World

DAYS_30 = timedelta(days=30)
DAYS_31 = timedelta(days=31)


def deleted(world: World, title: str = "Bread") -> Post:
    """A post that Sunny deleted just now."""
    post = written(world, title)
    return actions.delete_post(post_id=post.pk, by=world.student.actor, at=world.now)


def test_a_deleted_post_stays_thirty_days_and_then_goes_with_its_files(world: World) -> None:
    post = deleted(world)
    photo("bread", post=post)
    make.CommentFactory.create(post=post)
    make.PostLinkFactory.create(post=post)
    edit = make.DraftFactory.create(portfolio=world.portfolio, post=post)
    photo("edit", **in_draft(edit))
    upload = make.UploadFactory.create(draft=edit)
    default_storage.save(f"{upload.folder}/upload", ContentFile(b"half"))

    assert erase_deleted(at=world.now + DAYS_30) == 0
    assert stored("bread")

    assert erase_deleted(at=world.now + DAYS_31) == 1
    assert not Post.objects.filter(pk=post.pk).exists()
    assert not Upload.objects.exists()
    assert not any(stored(folder) for folder in ("bread", "edit", upload.folder))
    event = AuditEvent.objects.get(verb="post.erased")
    assert (event.subject_id, event.actor_role) == (str(post.pk), "system")


def test_what_nobody_deleted_is_never_touched(world: World) -> None:
    photo("kept", post=world.post)
    make.DraftFactory.create(portfolio=world.portfolio, author=world.student.user)

    assert erase_deleted(at=world.now + timedelta(days=4000)) == 0
    assert stored("kept")


def test_a_single_file_a_draft_and_a_comment_go_as_well(world: World) -> None:
    file = photo("single", post=world.post, deleted_at=world.now)
    draft = make.DraftFactory.create(portfolio=world.portfolio, discarded_at=world.now)
    photo("drafted", **in_draft(draft))
    comment = make.CommentFactory.create(post=world.post, deleted_at=world.now)

    assert erase_deleted(at=world.now + DAYS_31) == 3

    assert not Attachment.objects.filter(pk=file.pk).exists()
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert not Comment.objects.filter(pk=comment.pk).exists()
    assert not stored("single")
    assert not stored("drafted")
    assert Post.objects.filter(pk=world.post.pk).exists()


def test_a_refused_file_stays_thirty_days_and_its_reason_for_good(world: World) -> None:
    refused = {"ready_at": None, "failed_at": world.now, "failure": "damaged"}
    file = photo("refused", post=world.post, stored=500, **refused)

    assert erase_refused(at=world.now + DAYS_30) == 0
    assert stored("refused")

    assert erase_refused(at=world.now + DAYS_31) == 1
    file.refresh_from_db()
    assert (file.failure, file.stored) == ("damaged", 0)
    assert not stored("refused")
    assert AuditEvent.objects.get(verb="attachment.erased").subject_id == str(file.pk)
    assert erase_refused(at=world.now + DAYS_31) == 0


@pytest.mark.parametrize("failure", ["stuck", "slow_video"])
def test_what_failed_by_a_fault_of_ours_is_never_erased(failure: str, world: World) -> None:
    failed = {"ready_at": None, "failed_at": world.now, "failure": failure}
    photo("good", post=world.post, stored=500, **failed)

    assert erase_refused(at=world.now + timedelta(days=4000)) == 0
    assert stored("good")


def test_a_folder_that_a_copy_uses_stays_and_counts_for_the_copy(world: World) -> None:
    post = deleted(world)
    photo("shared", post=post, stored=500)
    copy = make.AttachmentFactory.create(post=world.post, folder="shared", stored=0)

    erase_deleted(at=world.now + DAYS_31)

    copy.refresh_from_db()
    assert copy.stored == 500
    assert stored("shared")


def test_when_the_last_copy_goes_the_folder_goes(world: World) -> None:
    photo("shared", post=deleted(world, "Original"))
    make.AttachmentFactory.create(post=deleted(world, "Copy"), folder="shared", stored=0)

    assert erase_deleted(at=world.now + DAYS_31) == 2
    assert not stored("shared")


def test_a_worker_killed_in_the_middle_leaves_nothing_behind_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = deleted(world)
    photo("bread", post=post)
    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "delete", _once(default_storage.delete))
        assert erase_deleted(at=world.now + DAYS_31) == 0
    assert Post.objects.filter(pk=post.pk).exists()

    assert erase_deleted(at=world.now + DAYS_31) == 1
    assert not stored("bread")
    assert erase_deleted(at=world.now + DAYS_31) == 0


def test_one_file_that_the_storage_keeps_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo("bread", post=deleted(world, "Bread"))
    deleted(world, "Soup")
    monkeypatch.setattr(default_storage, "delete", _once(default_storage.delete))

    assert erase_deleted(at=world.now + DAYS_31) == 1
    assert set(Post.objects.filter(deleted_at__isnull=False)) == {Post.objects.get(title="Bread")}


def test_what_may_be_half_erased_cannot_be_brought_back(world: World) -> None:
    post = deleted(world)
    file = photo("single", post=world.post, deleted_at=world.now)
    by, late = world.student.actor, world.now + DAYS_31

    with pytest.raises(TooLateError):
        actions.restore_post(post_id=post.pk, by=by, at=late)
    with pytest.raises(TooLateError):
        actions.restore_file(attachment_id=file.pk, by=by, at=late)
    in_time = late - timedelta(seconds=1)
    assert actions.restore_post(post_id=post.pk, by=by, at=in_time).deleted_at is None
    assert actions.restore_file(attachment_id=file.pk, by=by, at=in_time).deleted_at is None


def test_an_archived_portfolio_keeps_the_day_that_was_promised(world: World) -> None:
    deleted(world)
    actions.archive_template(template_id=world.template.pk, by=world.admin.actor, at=world.now)

    assert erase_deleted(at=world.now + DAYS_30) == 0
    assert erase_deleted(at=world.now + DAYS_31) == 1


def test_the_nightly_task_erases(world: World) -> None:
    post = make.PostFactory.create(
        portfolio=world.portfolio, deleted_at=clock.now() - timedelta(days=32)
    )

    failed = {"failed_at": clock.now() - timedelta(days=32), "failure": "damaged"}
    photo("refused", post=world.post, stored=500, ready_at=None, **failed)

    tasks.erase_deleted()

    assert not Post.objects.filter(pk=post.pk).exists()
    assert not stored("refused")


def _once(delete: Callable[[str], None]) -> Callable[[str], None]:
    """Let the storage fail after the first file, as if somebody had pulled the plug."""
    calls: list[str] = []

    def failing(name: str) -> None:
        calls.append(name)
        if len(calls) > 1:
            raise OSError(name)
        delete(name)

    return failing
