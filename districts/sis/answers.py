"""A person's answers to a run: approve what waits, discard it, or take the run back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts import audit
from districts.actor import Actor
from districts.models import ImportRun, RunState
from districts.sis import undo as undoing
from districts.sis import waiting
from districts.sis.receive import TASK
from spacesedu.lib.queue import wake

AN_UNDO = timedelta(minutes=15)
"""Longer than an undo waits for its turn, as a rule."""


class AnswerError(Exception):
    """A run cannot be answered so; the sentence says why."""

    def __init__(self, sentence: str | Promise) -> None:
        """Keep the sentence for the page."""
        super().__init__(str(sentence))
        self.sentence = sentence

    @classmethod
    def nothing_waits(cls) -> "AnswerError":
        """Say that somebody has answered, or a newer package has come."""
        return cls(_("Nothing of this import waits any more."))


@transaction.atomic
def approve(run: ImportRun, *, by: Actor, at: datetime, seen: str | None = None) -> ImportRun:
    """Let what waits be carried out, and return the run that does it.

    ``seen`` is the digest of the plan the person has looked at, where a page has shown one.
    The plan is made anew from the kept package first: if it is another one by now, that one waits.
    Removals that an applied run had left waiting are carried out by a run that follows it.
    """
    found = _locked(run)
    if found.state() not in {RunState.HELD, RunState.REMOVALS_HELD}:
        raise AnswerError.nothing_waits()
    if seen is not None and seen != found.digest:
        raise AnswerError(_("There is another plan by now: look at it before you answer."))
    if found.package is None or found.package.erased_at is not None:
        raise AnswerError(_("The files of this import have been erased; hand them in again."))
    if found.applied_at is None and waiting.earlier(found).exists():
        raise AnswerError(_("An earlier import of this connection waits: answer that one first."))
    if found.connection.ended_at is not None:
        raise AnswerError(_("This connection has ended: nothing more is taken from it."))
    going = found if found.applied_at is None else _follower(found, by=by, at=at)
    going.approved_at, going.approved_by, going.answered_by_id = at, by.key, by.user_id
    going.attempts = 0
    going.save(update_fields=["approved_at", "approved_by", "answered_by", "attempts"])
    audit.record("import.approve", by=by, at=at, district_id=found.district_id, subject=found)
    wake(TASK, str(going.pk))
    return going


@transaction.atomic
def discard(run: ImportRun, *, by: Actor, at: datetime) -> None:
    """Let nothing of what waits be carried out; the next package may say it again."""
    found = _locked(run)
    if found.state() not in {RunState.HELD, RunState.REMOVALS_HELD}:
        raise AnswerError.nothing_waits()
    if ImportRun.objects.unfinished().filter(follows=found).exists():
        raise AnswerError(_("What waited is being carried out already."))
    found.discarded_at, found.discarded_by, found.answered_by_id = at, by.key, by.user_id
    found.removals_held = False
    found.save(update_fields=["discarded_at", "discarded_by", "answered_by", "removals_held"])
    audit.record("import.discard", by=by, at=at, district_id=found.district_id, subject=found)


@transaction.atomic
def undo(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun:
    """Take the latest import back, and return the run that does so."""
    found = _locked(run)
    if not may_undo(found):
        raise AnswerError(_("Only the latest import can be undone."))
    turning = ImportRun.objects.create(
        district_id=found.district_id,
        connection_id=found.connection_id,
        undoes=found,
        received_at=at,
        received_by=by.key,
        asked_by_id=by.user_id,
    )
    undoing.hush(found, until=at + AN_UNDO)
    audit.record("import.undo", by=by, at=at, district_id=found.district_id, subject=found)
    wake(TASK, str(turning.pk))
    return turning


def may_undo(run: ImportRun) -> bool:
    """Tell whether the run is the latest that changed the district, and nobody undoes it yet."""
    begun = ImportRun.objects.unfinished().filter(undoes=run)
    return undoing.latest(run.district) == run and not begun.exists()


def _follower(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun:
    """Return the run that carries out what ``run`` left waiting; there is one at a time."""
    if ImportRun.objects.unfinished().filter(follows=run).exists():
        raise AnswerError(_("What waited is being carried out already."))
    return ImportRun.objects.create(
        district_id=run.district_id,
        connection_id=run.connection_id,
        package=run.package,
        follows=run,
        waive=run.waive,
        received_at=at,
        received_by=by.key,
        asked_by_id=by.user_id,
    )


def _locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
