"""With Valkey gone a package is handed in, approved and carried out all the same: by the sweep."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from celery import Celery

from districts.actor import Actor, Role
from districts.models import ImportRun, RunState, Student
from districts.sis import answers, sweep
from spacesedu.celery import app
from spacesedu.lib import clock, queue
from tests.factories import UserFactory
from tests.samples.advanced_csv import sample
from tests.samples.importing import importing

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.enable_socket,
    # Celery keeps the broken connection until it is collected.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def _no_valkey(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a broker that nobody answers for: its port is taken, and nobody listens there."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        broker = Celery(
            broker=f"redis://127.0.0.1:{nobody.getsockname()[1]}/0", set_as_current=False
        )
        broker.conf.broker_transport_options = app.conf.broker_transport_options
        monkeypatch.setattr(queue, "current_app", broker)
        yield
        broker.close()


@pytest.mark.usefixtures("_no_valkey")
def test_a_package_is_imported_without_valkey(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sd74 = importing(tmp_path)
    user = UserFactory.create()
    anna = Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=sd74.district.pk)

    run = sd74.hand_in(sample(families=False))
    assert "could not wake a worker" in caplog.text
    sweep.sweep(at=clock.now() + timedelta(hours=1))
    run = ImportRun.objects.get(pk=run.pk)
    assert run.state() is RunState.HELD
    answers.approve(run, by=anna, at=clock.now())
    sweep.sweep(at=clock.now() + timedelta(hours=1))

    assert ImportRun.objects.get(pk=run.pk).state() is RunState.APPLIED
    assert Student.objects.filter(left_at=None).count() == 20
