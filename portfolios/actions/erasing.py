"""Erasing for good, every night, what somebody deleted or we refused more than thirty days ago.

The row is the note that its files have to go, so it goes last. Whatever stops the worker in
between, the next night finds the row and begins again; nobody can bring it back by then, for it is
too late since before the first file went.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Model, Q, QuerySet

from districts.actor import System
from districts.audit import record
from portfolios.keeping.days import gone_before
from portfolios.media.erase import erase
from portfolios.media.refusal import Refusal
from portfolios.models import Attachment, Comment, Draft, Post, SummaryDraft, Upload
from spacesedu.lib.db import lock

log = logging.getLogger(__name__)

NIGHTLY = System("nightly erasing")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What can be deleted: when it was, and which files and uploads go with it."""

    model: type[Model]
    deleted: str
    verb: str
    files: Callable[[uuid.UUID], Q] = lambda _pk: Q(pk__in=())
    uploads: Callable[[uuid.UUID], Q] = lambda _pk: Q(pk__in=())


def _of_post(pk: uuid.UUID) -> Q:
    """Return what belongs to a post, or to what somebody was making of it."""
    return Q(post=pk) | Q(draft__post=pk)


def _of_draft(pk: uuid.UUID) -> Q:
    return Q(draft=pk)


KINDS = (
    _Kind(Post, "deleted_at", "post.erased", _of_post, _of_post),
    _Kind(Draft, "discarded_at", "draft.erased", _of_draft, _of_draft),
    _Kind(SummaryDraft, "discarded_at", "draft.erased"),
    _Kind(Attachment, "deleted_at", "attachment.erased", lambda pk: Q(pk=pk)),
    _Kind(Comment, "deleted_at", "comment.erased"),
)


def erase_deleted(*, at: datetime) -> int:
    """Erase rows and stored files, one thing a transaction; return how many things went.

    A file that the storage does not give up keeps none of the others.
    """
    erased = 0
    for kind in KINDS:
        due = kind.model._default_manager.filter(_due(kind, at)).order_by(kind.deleted, "pk")
        for pk in list(due.values_list("pk", flat=True)):
            try:
                erased += _erase(kind, pk, at=at)
            except Exception:
                log.exception("could not erase %s %s; tomorrow again", kind.verb, pk)
    return erased


def erase_refused(*, at: datetime) -> int:
    """Erase what lies in storage of files refused for what they are; return of how many.

    The row stays, with its reason, for somebody has to read it. What failed through a fault of ours
    is nobody's to erase: it can be tried again.
    """
    erased = 0
    for pk in list(_refused(at).order_by("failed_at", "pk").values_list("pk", flat=True)):
        try:
            erased += _erase_refused(pk, at=at)
        except Exception:
            log.exception("could not erase the refused file %s; tomorrow again", pk)
    return erased


def _refused(at: datetime) -> "QuerySet[Attachment]":
    theirs = [refusal.value for refusal in Refusal if not refusal.is_ours]
    return Attachment.objects.filter(
        failed_at__lte=gone_before(at), failure__in=theirs, stored__gt=0
    )


@transaction.atomic
def _erase_refused(pk: uuid.UUID, *, at: datetime) -> bool:
    lock("portfolios.erasing")
    file = _refused(at).select_for_update(of=("self",)).filter(pk=pk).first()
    if file is None:
        return False
    erase(file.folder)
    file.stored = 0
    file.save(update_fields=["stored"])
    record("attachment.erased", by=NIGHTLY, at=at, district_id=file.district_id, subject=file)
    return True


def _due(kind: _Kind, at: datetime) -> Q:
    return Q(**{f"{kind.deleted}__lte": gone_before(at)})


@transaction.atomic
def _erase(kind: _Kind, pk: uuid.UUID, *, at: datetime) -> bool:
    # One at a time: two copies that go at once would each leave their files to the other.
    lock("portfolios.erasing")
    rows = kind.model._default_manager.select_for_update(of=("self",))
    row = rows.filter(_due(kind, at), pk=pk).first()
    if row is None:
        return False
    _erase_files(kind.files(pk), kind.uploads(pk))
    district_id: uuid.UUID = row.district_id  # type: ignore[attr-defined] # every one has it
    record(kind.verb, by=NIGHTLY, at=at, district_id=district_id, subject=row)
    row.delete()
    return True


def _erase_files(files: Q, uploads: Q) -> None:
    """Erase the folders that nobody else uses; a copy that stays takes over what one takes up."""
    going = list(Attachment.objects.filter(files))
    others = Attachment.objects.exclude(pk__in=[file.pk for file in going])
    for file in going:
        heirs = others.filter(folder=file.folder)
        heir = heirs.order_by(F("deleted_at").asc(nulls_first=True), "created_at", "pk").first()
        if heir is None:
            erase(file.folder)
        else:
            heir.stored += file.stored
            heir.save(update_fields=["stored"])
    for folder in Upload.objects.filter(uploads).values_list("folder", flat=True):
        if not others.filter(folder=folder).exists():
            erase(folder)
