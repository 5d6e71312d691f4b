"""A first import that is about to happen, and what tells whether it has."""

from pathlib import Path

from districts.models import ImportRun, OutboundEmail, PlannedChange, RunState, School, Student
from districts.sis import answers
from spacesedu.lib import clock
from tests.machines.import_stage import admin
from tests.samples.advanced_csv import sample
from tests.samples.importing import INVITING, importing

ADULTS = 22


def approved_import(folder: Path) -> ImportRun:
    """Return a first import that somebody has approved and nobody has carried out."""
    sd74 = importing(folder, *INVITING, auto_create=True)
    run = sd74.worked(sd74.hand_in(sample()))
    assert run.state() is RunState.HELD
    return answers.approve(run, by=admin(sd74), at=clock.now())


def again(run: ImportRun) -> ImportRun:
    """Return the run as it stands now."""
    return ImportRun.objects.get(pk=run.pk)


def nothing_happened(run: ImportRun) -> None:
    """Nobody was made, nobody written to, and the plan is there still."""
    assert not School.objects.exists()
    assert not Student.objects.exists()
    assert not OutboundEmail.objects.filter(purpose__contains="invit").exists()
    assert again(run).state() is RunState.APPROVED
    # What was planned when it was shown is there still, and once.
    assert PlannedChange.objects.filter(run=run, kind="students").count() == 20


def all_happened(run: ImportRun) -> None:
    """Everybody is there and everybody was written to, once."""
    done = again(run)
    assert (done.state(), done.emails_queued) == (RunState.APPLIED, ADULTS)
    assert Student.objects.filter(left_at=None).count() == 20
    invitations = OutboundEmail.objects.filter(recipient__endswith="@home.example")
    assert sorted(invitations.values_list("recipient", flat=True)) == sorted(
        set(invitations.values_list("recipient", flat=True))
    )
    assert invitations.count() == ADULTS
    assert PlannedChange.objects.filter(run=run, kind="students").count() == 20
