"""Writing a post: a new one, or another version of one."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actor import Actor
from portfolios import actions, queries
from portfolios.forms.sheet import Sheet
from portfolios.media.receive import received
from portfolios.media.refusal import MediaRefusedError
from portfolios.models import Post
from portfolios.shelf import post_url
from portfolios.storage.room import NoRoomError
from portfolios.views.kept import closed_page, is_closed, keep_sent
from portfolios.views.sheet import WITHOUT_SCRIPT, fill_in, form_page
from portfolios.writing.reads import Place
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Add a post."""
    actor = acting(request)
    # What was typed is not lost because somebody archived the portfolio meanwhile.
    rows = queries.kept_for(actor) if request.method == "POST" else queries.openable(actor)
    return _write(request, actor, Place(get_object_or_404(rows, pk=portfolio)))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Edit a post, its words and its files."""
    actor = acting(request)
    # Nor because somebody deleted the post.
    found = queries.post_kept_for(actor, post)
    if found is None:
        raise Http404
    return _write(request, actor, Place(found.portfolio, found))


def _write(request: HttpRequest, actor: Actor, place: Place) -> HttpResponse:
    sent = request.method == "POST"
    if is_closed(actor, place):
        return closed_page(request, actor, place, _checked(request, actor, place) if sent else None)
    if not sent:
        return form_page(request, actor, place, fill_in(request, actor, place))
    sheet = _checked(request, actor, place)
    for button in WITHOUT_SCRIPT:
        if button in request.POST:
            return _keep(request, actor, place, sheet, button)
    if not sheet.is_valid():
        return _again(request, actor, place, sheet)
    return _publish(request, actor, place, sheet)


def _publish(request: HttpRequest, actor: Actor, place: Place, sheet: Sheet) -> HttpResponse:
    try:
        post = _save(actor, place, sheet)
    except (MediaRefusedError, NoRoomError) as refused:
        sheet.refuse_files(refused)
        return _again(request, actor, place, sheet)
    except actions.PublishedAlreadyError as already:
        return _published_already(request, actor, place, sheet, already.post)
    except (actions.DeletedMeanwhileError, PermissionDenied):
        # In this very moment.
        now = queries.post_kept_for(actor, place.post.pk) if place.post else None
        return closed_page(request, actor, Place(place.portfolio, now), sheet)
    except actions.ChangedMeanwhileError as changed:
        return _again(request, actor, place, sheet, changed)
    done = _("Your changes are saved.") if place.post else _("Your post is published.")
    messages.success(request, done)
    return redirect(post_url(place.portfolio, post.pk))


def _checked(request: HttpRequest, actor: Actor, place: Place) -> Sheet:
    sheet = fill_in(request, actor, place)
    sheet.is_valid()
    return sheet


def _keep(
    request: HttpRequest, actor: Actor, place: Place, sheet: Sheet, button: str
) -> HttpResponse:
    """Keep the form as it is, right or wrong, and show it again: with its preview, if asked for."""
    if "uploads" in sheet.post.errors:
        return _again(request, actor, place, sheet)
    keep_sent(request, actor, place, sheet)
    if "uploads" in sheet.post.errors:
        return form_page(request, actor, place, sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(f"{place.form_url}?preview#preview" if button == "preview" else place.form_url)


def _published_already(
    request: HttpRequest, actor: Actor, place: Place, sheet: Sheet, post: Post
) -> HttpResponse:
    """Lead to what this form has become; what it brings by now is kept as an edit of that."""
    keep_sent(request, actor, place, sheet)
    for refused in sheet.post.errors.get("uploads", ()):
        messages.warning(request, str(refused))
    messages.warning(
        request,
        _("This post is published already. What you changed since is here: save it if you like."),
    )
    return redirect(Place(post.portfolio, post).form_url)


def _save(actor: Actor, place: Place, sheet: Sheet) -> Post:
    sent = sheet.post.cleaned_data
    words = sheet.post.words(sheet.links.links())
    changes = sheet.media.changes()
    with received(sent["uploads"], None) as files:
        if place.post is None:
            return actions.add_post(
                portfolio_id=place.portfolio.pk,
                words=words,
                files=files,
                alt=sent["alt"],
                changes=changes,
                sent_as=sent["sent_as"],
                opened_from=sent["opened_from"],
                by=actor,
                at=clock.now(),
            )
        return actions.edit_post(
            post_id=place.post.pk,
            words=words,
            files=files,
            alt=sent["alt"],
            changes=changes,
            seen=sent["seen"],
            sent_as=sent["sent_as"],
            opened_from=sent["opened_from"],
            by=actor,
            at=clock.now(),
        )


def _again(
    request: HttpRequest,
    actor: Actor,
    place: Place,
    sheet: Sheet,
    changed: actions.ChangedMeanwhileError | None = None,
) -> HttpResponse:
    """Show the form as it was sent; where somebody was quicker, the next save overwrites theirs."""
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY
    if keep_sent(request, actor, place, sheet):
        sheet = _checked(request, actor, place)
    return form_page(request, actor, place, sheet, changed=changed, status=status)
