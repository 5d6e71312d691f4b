"""Several workers at the same quarter of an hour tell everybody once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from sharing.ending import digests, reminders
from sharing.models import LinkReminder
from tests.sharing.ending import SEVEN, THIRTY, about_to_end, queued
from tests.world import build

WORKERS = 4


@pytest.mark.django_db(transaction=True)
def test_four_workers_remind_a_student_and_write_to_a_teacher_once() -> None:
    world = build()
    about_to_end(world)
    for at in (THIRTY, SEVEN):
        _at_once(partial(reminders.remind, at=at))
        _at_once(partial(digests.send_digests, at=at))
    assert sorted(LinkReminder.objects.values_list("days", flat=True)) == [7, 30]
    assert queued(reminders.MAIL) == [world.student.user.email] * 2
    assert queued(digests.MAIL) == [world.teacher.user.email]


def _at_once(job: Callable[[], None]) -> None:
    start = Barrier(WORKERS)

    def work() -> None:
        try:
            start.wait()
            job()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        for done in [pool.submit(work) for _ in range(WORKERS)]:
            done.result()
