"""Two people, or two tabs of one, at the same instant: nothing is doubled and nothing is lost."""

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from districts.models import AuditEvent
from portfolios import actions
from portfolios.actions import ChangedMeanwhileError, DeletedMeanwhileError, Words
from portfolios.models import Draft, Post
from tests.portfolios.writing import words
from tests.world import build

ROUNDS = 6


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_is_one_post() -> None:
    world = build()
    for turn in range(ROUNDS):
        form, said = uuid.uuid4(), words(f"Bridge {turn}")

        def publish(form: uuid.UUID = form, said: Words = said) -> object:
            return actions.add_post(
                portfolio_id=world.portfolio.pk,
                words=said,
                sent_as=form,
                by=world.student.actor,
                at=world.now,
            ).pk

        assert len(set(_at_once([publish, publish]))) == 1
        assert Post.objects.filter(sent_as=form).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told() -> None:
    world = build()
    for turn in range(1, ROUNDS + 1):
        seen = Post.objects.get(pk=world.post.pk).updated_at

        def save(title: str, turn: int = turn, seen: object = seen) -> object:
            try:
                return actions.edit_post(
                    post_id=world.post.pk,
                    words=words(title),
                    seen=seen,  # type: ignore[arg-type] # it is a moment
                    by=world.student.actor,
                    at=world.now + timedelta(minutes=turn),
                ).title
            except ChangedMeanwhileError as told:
                return told.post.title

        titles = _at_once([lambda: save("Mine"), lambda: save("Hers")])

        assert len(set(titles)) == 1
        assert Post.objects.get(pk=world.post.pk).title == titles[0]


@pytest.mark.django_db(transaction=True)
def test_deleting_and_saving_at_once_loses_neither_post_nor_words() -> None:
    world = build()
    by, at = world.student.actor, world.now

    def save() -> object:
        try:
            return actions.edit_post(post_id=world.post.pk, words=words("New"), by=by, at=at).title
        except DeletedMeanwhileError as told:
            return told.post.title

    def delete() -> object:
        return actions.delete_post(post_id=world.post.pk, by=world.teacher.actor, at=at).title

    for _ in range(ROUNDS):
        Post.objects.filter(pk=world.post.pk).update(title="Old")
        saved, _deleted = _at_once([save, delete])
        post = Post.objects.get(pk=world.post.pk)
        assert post.title == saved
        assert post.deleted_at is not None
        actions.restore_post(post_id=post.pk, by=by, at=at)
    deletions = AuditEvent.objects.filter(verb="post.deleted", subject_id=str(world.post.pk))
    assert deletions.count() == ROUNDS


@pytest.mark.django_db(transaction=True)
def test_publishing_and_a_last_save_at_once_leave_no_second_draft() -> None:
    world = build()
    place = {"portfolio_id": world.portfolio.pk, "by": world.student.actor, "at": world.now}
    for turn in range(ROUNDS):
        form, said = uuid.uuid4(), words(f"Bridge {turn}")
        typed = f"title=Bridge {turn}&sent_as={form}"

        def save(typed: str = typed) -> object:
            return actions.save_draft(**place, post_id=None, words=typed)  # type: ignore[arg-type]

        def publish(form: uuid.UUID = form, said: Words = said) -> object:
            return actions.add_post(**place, words=said, sent_as=form)  # type: ignore[arg-type]

        save()
        _at_once([save, publish])
        assert not Draft.objects.exists()


def _at_once(steps: Sequence[Callable[[], object]]) -> list[object]:
    start = Barrier(len(steps))

    def press(step: Callable[[], object]) -> object:
        try:
            start.wait()
            return step()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(press, steps))
