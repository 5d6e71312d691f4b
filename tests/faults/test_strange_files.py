"""Files that are no good: what is wrong is said by file and line, and nobody is removed for it."""

from pathlib import Path

import pytest
from django.db import transaction

from districts.models import OutboundEmail, PlannedChange, RunState
from tests.faults.strange_files import STRANGE, Strange
from tests.samples.advanced_csv import sample
from tests.samples.importing import INVITING, Importing, importing

pytestmark = pytest.mark.django_db

# Who is told apart by a row that cannot be read is told of nowhere else.
FOLLOWING = {"unknown_student", "inactive_student", "nameless_rows"}


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose people have come, and who would go if a package said so."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sample(), approve=True)
    return district


def outcome(sd74: Importing, strange: Strange, folder: Path) -> tuple[bool, frozenset[object], int]:
    """Return whether the package was refused, what was said of the file, and who would go."""
    folder.mkdir()
    for name, content in strange.package().items():
        (folder / name).write_bytes(content)
    mails = OutboundEmail.objects.count()
    with transaction.atomic():
        report = sd74.run(folder, approve=True)
        found = frozenset(
            (problem.line, problem.code)
            for problem in report.problems
            if problem.file == strange.file and problem.code not in FOLLOWING
        )
        gone = PlannedChange.objects.filter(run_id=report.run, action="end").count()
        assert OutboundEmail.objects.count() == mails
        transaction.set_rollback(True)
    return report.state is RunState.REFUSED, found, gone


def test_what_is_wrong_with_a_file_is_said_and_removes_nobody(
    sd74: Importing, tmp_path: Path
) -> None:
    found = {
        what: outcome(sd74, strange, tmp_path / f"strange {number}")
        for number, (what, strange) in enumerate(STRANGE.items())
    }

    assert found == {what: (one.refused, one.said, 0) for what, one in STRANGE.items()}
