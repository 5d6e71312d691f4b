"""The attachments of a template's description: added, named, taken away, brought back."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from districts.actor import Actor
from portfolios import text
from portfolios.actions.draft import PROCESS
from portfolios.actions.template_ground import locked_template, note
from portfolios.keeping.days import refuse_when_gone
from portfolios.media.receive import Received
from portfolios.models import Attachment, PortfolioTemplate
from spacesedu.lib.queue import wake


@dataclass(frozen=True, slots=True)
class TemplateFileChanges:
    """What happens to the attachments that are there, by their ids: names, alt texts, one away."""

    captions: Mapping[uuid.UUID, str] = field(default_factory=dict)
    alts: Mapping[uuid.UUID, str] = field(default_factory=dict)
    removed: uuid.UUID | None = None


@transaction.atomic
def change_template_files(
    *,
    template_id: uuid.UUID,
    changes: TemplateFileChanges,
    files: Iterable[Received] = (),
    by: Actor,
    at: datetime,
) -> PortfolioTemplate:
    """Name attachments, take one away, append ``files``; each is shown once it is ready.

    What is taken away is gone for students from the next request on, and can come back.
    """
    template = locked_template(template_id, by=by)
    described, removed = _change(template, changes, by=by, at=at)
    if described:
        note("template.files_described", template, by=by, at=at)
    if removed:
        note("template.file_removed", template, by=by, at=at, attachment=str(changes.removed))
    if attach_to(template, files, at=at):
        note("template.files_added", template, by=by, at=at)
    return template


@transaction.atomic
def restore_template_file(
    *, template_id: uuid.UUID, attachment_id: uuid.UUID, by: Actor, at: datetime
) -> Attachment:
    """Bring back a file that was taken away, to the place it had."""
    template = locked_template(template_id, by=by)
    file = Attachment.objects.get(pk=attachment_id, template=template)
    if file.deleted_at is not None:
        refuse_when_gone(file.deleted_at, at)
        file.deleted_at = file.deleted_by = None
        file.save(update_fields=["deleted_at", "deleted_by"])
        note("template.file_restored", template, by=by, at=at, attachment=str(file.pk))
    return file


def _change(
    template: PortfolioTemplate, changes: TemplateFileChanges, *, by: Actor, at: datetime
) -> tuple[bool, bool]:
    """Write what is different; return whether anything was described, and whether one is gone."""
    described, removed = [], None
    for file in Attachment.objects.kept().filter(template=template):
        before = (file.caption, file.alt)
        file.caption = text.clean(changes.captions.get(file.pk, file.caption))
        file.alt = text.clean(changes.alts.get(file.pk, file.alt))
        if before != (file.caption, file.alt):
            described.append(file)
        if file.pk == changes.removed:
            removed = file
    Attachment.objects.bulk_update(described, ["caption", "alt"])
    if removed is not None:
        removed.deleted_at, removed.deleted_by_id = at, by.user_id
        removed.save(update_fields=["deleted_at", "deleted_by"])
    return bool(described), removed is not None


def attach_to(template: PortfolioTemplate, files: Iterable[Received], *, at: datetime) -> int:
    """Append files, named as they were called on the device until somebody names them better.

    Return how many. The words stand in a field that the admin reads: unlike a student's camera, an
    office knows what it has called a paper, and students look for it by that name.
    """
    last = template.attachments.order_by("-position").values_list("position", flat=True).first()
    count = 0
    for count, file in enumerate(files, 1):
        made = Attachment.objects.create(
            district_id=template.district_id,
            template=template,
            kind=file.format.kind,
            position=count + (-1 if last is None else last),
            folder=file.folder,
            original_name=file.original_name,
            content_type=file.format.content_type,
            size=file.size,
            stored=file.size,
            caption=text.clean(PurePath(file.original_name).stem)[:500],
            created_at=at,
        )
        wake(PROCESS, str(made.pk))
    return count
