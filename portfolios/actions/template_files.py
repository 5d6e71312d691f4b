"""The attachments of a template's description: added, named, taken away, brought back."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from districts.actor import Actor
from portfolios import text
from portfolios.actions.draft import PROCESS
from portfolios.actions.template_ground import locked_template, note
from portfolios.media.receive import Received
from portfolios.models import Attachment, PortfolioTemplate
from spacesedu.lib.queue import wake


@transaction.atomic
def add_template_files(
    *, template_id: uuid.UUID, files: Iterable[Received], by: Actor, at: datetime
) -> PortfolioTemplate:
    """Put files below a template's description; each is shown once it is ready."""
    template = locked_template(template_id, by=by)
    if attach_to(template, files, at=at):
        note("template.files_added", template, by=by, at=at)
    return template


@transaction.atomic
def describe_template_files(
    *,
    template_id: uuid.UUID,
    captions: Mapping[uuid.UUID, str],
    alts: Mapping[uuid.UUID, str],
    by: Actor,
    at: datetime,
) -> PortfolioTemplate:
    """Name files, and say what photos show, by the ids of the files."""
    template = locked_template(template_id, by=by)
    changed = []
    for file in Attachment.objects.kept().filter(template=template):
        before = (file.caption, file.alt)
        file.caption = text.clean(captions.get(file.pk, file.caption))
        file.alt = text.clean(alts.get(file.pk, file.alt))
        if before != (file.caption, file.alt):
            changed.append(file)
    if Attachment.objects.bulk_update(changed, ["caption", "alt"]):
        note("template.files_described", template, by=by, at=at)
    return template


@transaction.atomic
def remove_template_file(
    *, template_id: uuid.UUID, attachment_id: uuid.UUID, by: Actor, at: datetime
) -> Attachment:
    """Take a file away: students do not see it from the next request on; it can come back."""
    template = locked_template(template_id, by=by)
    file = Attachment.objects.get(pk=attachment_id, template=template)
    if file.deleted_at is None:
        file.deleted_at, file.deleted_by_id = at, by.user_id
        file.save(update_fields=["deleted_at", "deleted_by"])
        note("template.file_removed", template, by=by, at=at, attachment=str(file.pk))
    return file


@transaction.atomic
def restore_template_file(
    *, template_id: uuid.UUID, attachment_id: uuid.UUID, by: Actor, at: datetime
) -> Attachment:
    """Bring back a file that was taken away, to the place it had."""
    template = locked_template(template_id, by=by)
    file = Attachment.objects.get(pk=attachment_id, template=template)
    if file.deleted_at is not None:
        file.deleted_at = file.deleted_by = None
        file.save(update_fields=["deleted_at", "deleted_by"])
        note("template.file_restored", template, by=by, at=at, attachment=str(file.pk))
    return file


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
