"""A real worker, killed in the middle of a film: the next one begins anew, and nothing is lost."""

import os
import subprocess
import sys
import urllib.parse
import uuid

import pytest
from django.db import connection

from portfolios.actions import process_attachment, waiting_attachments
from portfolios.actions.attachments import LEASE
from portfolios.models import Attachment, MediaState
from spacesedu.lib import clock
from tests.portfolios.films import film
from tests.portfolios.making import again, stored, uploaded
from tests.spacesedu.processes import PROJECT, eventually
from tests.world import build

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

WORKER = """
import sys, uuid, django
django.setup()
from portfolios.actions import process_attachment, sign_of_life
from spacesedu.lib import clock
sign_of_life.EVERY = 0
process_attachment(attachment_id=uuid.UUID(sys.argv[1]), at=clock.now())
"""


def a_worker_at(attachment_id: uuid.UUID) -> "subprocess.Popen[bytes]":
    database = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
    name = str(connection.settings_dict["NAME"])
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(attachment_id)],
        cwd=PROJECT,
        env=os.environ
        | {
            "DATABASE_URL": database._replace(path=f"/{name}").geturl(),
            "DJANGO_SETTINGS_MODULE": "spacesedu.settings",
            "DEBUG": "1",
        },
    )


def test_a_film_whose_worker_was_killed_is_made_by_the_next() -> None:
    (video,) = uploaded(build(), film(times=[n / 30 for n in range(900)], voice=""))

    with a_worker_at(video.pk) as worker:
        eventually(lambda: Attachment.objects.get(pk=video.pk).percent > 20)
        worker.kill()
    assert again(video).state() is MediaState.WORKING
    assert stored(video) == {}

    now = clock.now()
    assert waiting_attachments(at=now) == []
    later = now + LEASE * 1.1
    assert waiting_attachments(at=later) == [video.pk]
    assert process_attachment(attachment_id=video.pk, at=later)
    assert (again(video).state(), video.tries) == (MediaState.READY, 2)
