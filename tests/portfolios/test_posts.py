"""A post is written once, with everything that was in its draft, and nobody writes over another."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoCaptureOnCommitCallbacks

from districts.actor import Actor
from districts.models import AuditEvent
from portfolios import actions
from portfolios.actions import ChangedMeanwhileError, DeletedMeanwhileError, FileChanges, LinkWords
from portfolios.media.receive import received
from portfolios.models import Draft, Post, Upload
from tests import factories as make
from tests.portfolios.pictures import encoded, picture
from tests.portfolios.writing import in_draft, stored, words, written
from tests.world import World

SOON = timedelta(minutes=5)


def begun(world: World, post: Post | None = None) -> Draft:
    """Sunny's open draft, of a new post or of an edit."""
    return actions.ensure_draft(
        portfolio_id=world.portfolio.pk,
        post_id=post.pk if post else None,
        by=world.student.actor,
        at=world.now,
    )


def published(world: World, **more: object) -> Post:
    given = {"words": words(), "by": world.student.actor, "at": world.now} | more
    return actions.add_post(portfolio_id=world.portfolio.pk, **given)  # type: ignore[arg-type]


def test_the_files_of_the_draft_come_along_in_the_order_given(world: World) -> None:
    draft = begun(world)
    first, second, third = (
        make.AttachmentFactory.create(**in_draft(draft, position=n)) for n in range(3)
    )
    changes = FileChanges(
        order=[third.pk, first.pk],
        alts={first.pk: "A bridge"},
        captions={third.pk: "Day one"},
        removed={second.pk},
    )

    post = published(world, changes=changes)

    kept = list(post.attachments.kept())
    assert [file.pk for file in kept] == [third.pk, first.pk]
    assert [file.caption for file in kept] == ["Day one", ""]
    assert kept[1].alt == "A bridge"
    second.refresh_from_db()
    assert (second.post, second.deleted_by_id) == (post, world.student.user.pk)
    assert not Draft.objects.exists()


def test_a_file_that_is_still_on_its_way_arrives_in_the_post(world: World) -> None:
    upload = make.UploadFactory.create(draft=begun(world))

    post = published(world)

    assert Upload.objects.get(pk=upload.pk).post == post


def test_files_of_an_edit_come_after_those_of_the_post(world: World) -> None:
    draft = begun(world, world.post)
    added = make.AttachmentFactory.create(**in_draft(draft, position=0))

    actions.edit_post(
        post_id=world.post.pk, words=words(), by=world.student.actor, at=world.now + SOON
    )

    assert [file.pk for file in world.post.attachments.kept()] == [world.photo.pk, added.pk]


def test_what_the_teacher_is_writing_stays_with_the_teacher(world: World) -> None:
    other = make.DraftFactory.create(portfolio=world.portfolio, author=world.teacher.user)
    file = make.AttachmentFactory.create(**in_draft(other))

    post = published(world)

    file.refresh_from_db()
    assert file.draft == other
    assert not post.attachments.exists()


def test_links_are_written_in_order_and_none_is_without_a_name(world: World) -> None:
    links = (LinkWords("https://example.org/film", "My film"), LinkWords("https://example.org/b"))

    post = published(world, words=words(links=links))

    assert [(one.title, one.url) for one in post.links.all()] == [
        ("My film", "https://example.org/film"),
        ("https://example.org/b", "https://example.org/b"),
    ]
    actions.edit_post(
        post_id=post.pk,
        words=words(links=links[1:]),
        by=world.student.actor,
        at=world.now,
    )
    assert [one.url for one in post.links.all()] == ["https://example.org/b"]


def test_the_same_form_sent_twice_is_one_post_and_its_files_are_stored_once(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    form = uuid.uuid4()
    photo = encoded(picture(), "PNG")
    chosen, again = ([SimpleUploadedFile("me.png", photo, "image/png")] for _ in range(2))
    with received(chosen, None) as files:
        first = published(world, sent_as=form, files=files)

    with received(again, None) as files, django_capture_on_commit_callbacks(execute=True):
        second = published(world, sent_as=form, files=files)

    assert second == first
    assert Post.objects.filter(sent_as=form).count() == 1
    assert first.attachments.count() == 1
    assert not stored(files[0].folder)


def test_forms_without_a_name_are_each_a_post(world: World) -> None:
    assert published(world) != published(world)


def test_who_was_too_slow_is_told_and_nothing_is_written_over(world: World) -> None:
    seen = world.post.updated_at

    def save(title: str, by: Actor, after: timedelta) -> Post:
        return actions.edit_post(
            post_id=world.post.pk, words=words(title), seen=seen, by=by, at=world.now + after
        )

    save("The teacher's", world.teacher.actor, SOON)
    with pytest.raises(ChangedMeanwhileError) as told:
        save("Sunny's", world.student.actor, 2 * SOON)

    assert told.value.post.title == "The teacher's"
    world.post.refresh_from_db()
    assert world.post.title == "The teacher's"
    assert world.post.updated_by == world.teacher.user


def test_a_post_deleted_meanwhile_is_not_edited_and_the_draft_keeps_what_was_typed(
    world: World,
) -> None:
    draft = begun(world, world.post)
    actions.delete_post(post_id=world.post.pk, by=world.teacher.actor, at=world.now)

    with pytest.raises(DeletedMeanwhileError):
        actions.edit_post(
            post_id=world.post.pk, words=words(), by=world.student.actor, at=world.now + SOON
        )

    assert Draft.objects.open().filter(pk=draft.pk).exists()


def test_moving_between_sections_leaves_the_words_alone(world: World) -> None:
    wanted = {world.sections[1].pk, world.other.sections[0].pk}

    actions.move_post(
        post_id=world.post.pk, section_ids=wanted, by=world.student.actor, at=world.now + SOON
    )

    assert [row.section for row in world.post.section_rows.all()] == [world.sections[1]]
    world.post.refresh_from_db()
    assert world.post.title != "Bridge"
    assert AuditEvent.objects.filter(verb="post.moved", subject_id=str(world.post.pk)).exists()


def test_a_deleted_post_is_not_moved(world: World) -> None:
    actions.delete_post(post_id=world.post.pk, by=world.student.actor, at=world.now)

    with pytest.raises(DeletedMeanwhileError):
        actions.move_post(
            post_id=world.post.pk, section_ids=set(), by=world.student.actor, at=world.now
        )


@pytest.mark.parametrize("persona", ["family", "admin", "principal", "colleague", "pupil"])
def test_nobody_else_writes(world: World, persona: str) -> None:
    stranger = getattr(world, persona).actor

    with pytest.raises(PermissionDenied):
        published(world, by=stranger)
    with pytest.raises(PermissionDenied):
        actions.move_post(post_id=world.post.pk, section_ids=set(), by=stranger, at=world.now)


def test_every_change_counts_as_a_new_version_of_the_page(world: World) -> None:
    post = written(world, "Bread")
    by, at = world.student.actor, world.now
    changes: list[Callable[[], Post]] = [
        lambda: actions.edit_post(post_id=post.pk, words=words(), by=by, at=at),
        lambda: actions.move_post(post_id=post.pk, section_ids=set(), by=by, at=at),
        lambda: actions.delete_post(post_id=post.pk, by=by, at=at),
        lambda: actions.restore_post(post_id=post.pk, by=by, at=at),
    ]
    versions = []
    for change in changes:
        change()
        world.portfolio.refresh_from_db()
        versions.append(world.portfolio.content_version)

    assert versions == sorted(set(versions))
