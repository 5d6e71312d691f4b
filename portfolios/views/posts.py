"""Posts: add, edit, delete, bring back."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from districts.acting import acting
from districts.actor import Actor
from portfolios import actions, queries
from portfolios.forms.media import FileRow, MediaForm
from portfolios.forms.post import PostForm
from portfolios.media.receive import received
from portfolios.models import MediaKind, Portfolio, Post
from portfolios.policy import can_write
from portfolios.shelf import media_url, page_url
from portfolios.views.work import after_delete
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Add a post."""
    actor = acting(request)
    found = get_object_or_404(queries.openable(actor), pk=portfolio)
    _ask(actor, found)
    form = _form(request, found)
    if form.is_valid():
        with received(form.cleaned_data["uploads"]) as files:
            actions.add_post(
                portfolio_id=found.pk,
                draft=form.draft(),
                files=files,
                alt=form.cleaned_data["alt"],
                by=actor,
                at=clock.now(),
            )
        messages.success(request, _("Your post is published."))
        return redirect(page_url(found))
    return _written(request, actor, found, form, [])


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Edit a post, its words and its files."""
    actor, found = _loaded(request, post)
    form = _form(request, found.portfolio, found)
    kept = MediaForm(request.POST or None, attachments=queries.files_of(found))
    if form.is_valid() and kept.is_valid():
        with received(form.cleaned_data["uploads"]) as files:
            actions.edit_post(
                post_id=found.pk,
                draft=form.draft(),
                files=files,
                alt=form.cleaned_data["alt"],
                changes=kept.changes(),
                by=actor,
                at=clock.now(),
            )
        messages.success(request, _("Your changes are saved."))
        return redirect(page_url(found.portfolio))
    return _written(request, actor, found.portfolio, form, _file_rows(found, kept), editing=True)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Ask, then delete; the page that follows offers Undo."""
    actor, found = _loaded(request, post)
    if request.method == "POST":
        actions.delete_post(post_id=found.pk, by=actor, at=clock.now())
        return redirect(after_delete(found))
    context = {"post": found, "back_url": page_url(found.portfolio)}
    return render(request, "portfolios/post_delete.html", context)


@require_POST
def restore(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Undo a deletion."""
    actor, found = _loaded(request, post, deleted=True)
    actions.restore_post(post_id=found.pk, by=actor, at=clock.now())
    messages.success(request, _("The post is back."))
    return redirect(page_url(found.portfolio))


def _loaded(
    request: HttpRequest, post_id: uuid.UUID, *, deleted: bool = False
) -> tuple[Actor, Post]:
    actor = acting(request)
    found = queries.post(actor, post_id, deleted=deleted)
    if found is None:
        raise Http404
    _ask(actor, found.portfolio)
    return actor, found


def _ask(actor: Actor, portfolio: Portfolio) -> None:
    if not can_write(actor, portfolio):
        raise PermissionDenied


def _form(request: HttpRequest, portfolio: Portfolio, post: Post | None = None) -> PostForm:
    sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if sent else (None, None)
    sections = queries.sections(portfolio)
    today = clock.local_date(clock.now(), portfolio.district.zone)
    return PostForm(data, files, sections=sections, today=today, post=post)


def _file_rows(post: Post, form: MediaForm) -> list[FileRow]:
    ready = [one for one in form.attachments if one.ready_at and one.kind == MediaKind.PHOTO]
    return form.rows({one.pk: media_url(post.portfolio, one.pk, "320.webp") for one in ready})


def _written(
    request: HttpRequest,
    actor: Actor,
    portfolio: Portfolio,
    form: PostForm,
    files: list[FileRow],
    *,
    editing: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "photos": files,
        "editing": editing,
        "actor": actor,
        "portfolio": portfolio,
        "back_url": page_url(portfolio),
    }
    status = 422 if form.errors else 200
    return render(request, "portfolios/post_form.html", context, status=status)
