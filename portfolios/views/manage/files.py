"""The attachments of a description: added, named, taken away, brought back, and their bytes."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from districts.actor import Actor
from portfolios import actions
from portfolios.forms.template_files import TemplateFilesForm
from portfolios.keeping.days import TooLateError
from portfolios.media.files import NoSuchFile, stored_file
from portfolios.media.receive import received
from portfolios.models import Attachment, PortfolioTemplate
from portfolios.shaping import about
from portfolios.shaping import reads as shaping
from portfolios.shaping.file_rows import file_rows
from portfolios.storage.quota import room_for_templates
from portfolios.storage.room import NoRoomError
from portfolios.views.manage.ground import address, head, loaded
from spacesedu.lib import clock, media
from spacesedu.lib.filters import chosen_id

REMOVE = "remove"


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Show the attachments; POST names them, adds those chosen, and takes away the one pressed."""
    actor, found = loaded(request, template)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TemplateFilesForm(*sent, attachments=shaping.files_of(found))
    if form.is_valid():
        try:
            return _saved(request, actor, found, form)
        except NoRoomError as full:
            form.add_error("uploads", str(full))
    context = head(found, "template_files") | {
        "form": form,
        "files": file_rows(found, form),
        "undo": _just_removed(request, found),
    }
    status = 422 if form.errors else 200
    return render(request, "portfolios/template_files.html", context, status=status)


@require_POST
def restore(request: HttpRequest, template: uuid.UUID, attachment: uuid.UUID) -> HttpResponse:
    """Bring back an attachment that was taken away."""
    actor, found = loaded(request, template)
    if shaping.removed_file(found, attachment) is None:
        raise Http404
    try:
        actions.restore_template_file(
            template_id=found.pk, attachment_id=attachment, by=actor, at=clock.now()
        )
    except TooLateError as late:
        messages.warning(request, str(late))
    else:
        messages.success(request, _("The attachment is back."))
    return redirect(address("template_files", found))


@require_POST
def retry(request: HttpRequest, template: uuid.UUID, attachment: uuid.UUID) -> HttpResponse:
    """Try again to make an attachment ready."""
    actor, found = loaded(request, template)
    if not shaping.files_of(found).filter(pk=attachment).exists():
        raise Http404
    try:
        actions.retry_attachment(attachment_id=attachment, by=actor, at=clock.now())
    except actions.NothingToTryError as refused:
        messages.warning(request, str(refused))
    return redirect(address("template_files", found))


@require_safe
def media_of(
    request: HttpRequest, template: uuid.UUID, attachment: uuid.UUID, name: str
) -> HttpResponseBase:
    """Send one attachment to whoever makes the template."""
    _actor, found = loaded(request, template)
    return send(request, found, attachment, name)


def send(
    request: HttpRequest, template: PortfolioTemplate, attachment: uuid.UUID, name: str
) -> HttpResponseBase:
    """Send an attachment of a template whose description the reader may read."""
    file = about.file_of(template, attachment)
    if file is None:
        raise Http404
    try:
        return media.respond(request, stored_file(file, name))
    except NoSuchFile as unknown:
        raise Http404 from unknown


def _saved(
    request: HttpRequest, actor: Actor, found: PortfolioTemplate, form: TemplateFilesForm
) -> HttpResponse:
    back = address("template_files", found)
    pressed = {str(one.pk): one.pk for one in form.attachments}.get(request.POST.get(REMOVE, ""))
    if pressed is None and REMOVE in request.POST:
        raise Http404
    with received(form.cleaned_data["uploads"], room_for_templates(found.district_id)) as chosen:
        actions.change_template_files(
            template_id=found.pk,
            changes=form.changes(removed=pressed),
            files=chosen,
            by=actor,
            at=clock.now(),
        )
    if pressed is not None:
        return redirect(f"{back}?deleted={pressed}")
    messages.success(request, _("The attachments are saved."))
    return redirect(back)


def _just_removed(request: HttpRequest, found: PortfolioTemplate) -> Attachment | None:
    attachment = chosen_id(request, "deleted")
    return shaping.removed_file(found, attachment) if attachment else None
