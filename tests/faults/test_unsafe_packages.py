"""Whatever is handed in: it is refused with a sentence, and nobody is removed or written to."""

import re
from pathlib import Path

import pytest
from django.db import transaction

from districts.models import ImportRun, OutboundEmail, RunState, StoredPackage
from tests.faults.unsafe_packages import FOLDERS, ZIPS, folder
from tests.machines.import_stage import everything
from tests.samples.advanced_csv import sample
from tests.samples.importing import INVITING, Importing, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose people have come, and who would go if a package said so."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sample(), approve=True)
    return district


def refusal(sd74: Importing, path: Path) -> str:
    """Return what a run of the package says, once it is over; it leaves nothing behind."""
    before, mails = everything(), OutboundEmail.objects.count()
    with transaction.atomic():
        run = sd74.worked(sd74.hand_in(path))
        said = " ".join(found.message for found in run.problems.all())
        kept = StoredPackage.objects.filter(runs=run).exists()
        assert everything() == before
        assert OutboundEmail.objects.count() == mails
        transaction.set_rollback(True)
    return said if run.state() is RunState.REFUSED else f"{run.state()} {run.failure} {kept}"


def test_every_unsafe_zip_is_refused_and_says_why(sd74: Importing, tmp_path: Path) -> None:
    wrong = {}
    for what, (make, sentence) in ZIPS.items():
        path = tmp_path / "package.zip"
        path.write_bytes(make())
        said = refusal(sd74, path)
        if not re.search(sentence, said):
            wrong[what] = said
    assert wrong == {}
    assert ImportRun.objects.count() == 1


def test_every_unsafe_folder_is_refused_and_says_why(sd74: Importing, tmp_path: Path) -> None:
    wrong = {}
    for number, (what, (make, sentence)) in enumerate(FOLDERS.items()):
        said = refusal(sd74, folder(tmp_path / str(number), make))
        if not re.search(sentence, said):
            wrong[what] = said
    assert wrong == {}
