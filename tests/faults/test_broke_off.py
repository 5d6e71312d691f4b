"""What a run says that broke off each time."""

from datetime import timedelta
from pathlib import Path

import pytest

from districts.letter import failure_of
from districts.models import ImportRun, RunState
from districts.sis import sweep
from spacesedu.lib import clock
from tests.samples.advanced_csv import sample
from tests.samples.importing import importing

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

LATER = timedelta(hours=1)


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("no_room", "no room"),
        ("OperationalError", "broke off three times"),
        ("", "broke off three"),
    ],
)
def test_a_run_that_broke_off_each_time_says_what_people_can_do(
    tmp_path: Path, noted: str, told: str
) -> None:
    run = importing(tmp_path).hand_in(sample(families=False))
    ImportRun.objects.filter(pk=run.pk).update(attempts=3, failure=noted)

    sweep.sweep(at=clock.now() + LATER)

    done = ImportRun.objects.get(pk=run.pk)
    assert done.state() is RunState.FAILED
    assert told in str(failure_of(done))
