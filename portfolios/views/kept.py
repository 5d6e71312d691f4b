"""What was written and cannot be published now: kept, and shown to be read and copied.

The portfolio was archived, or the post deleted, while somebody wrote. When it is back they go on.
"""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from districts.actor import Actor
from portfolios import actions
from portfolios.forms.links import typed_links
from portfolios.forms.sheet import Sheet
from portfolios.media.receive import received
from portfolios.media.refusal import MediaRefusedError
from portfolios.policy import can_keep, can_write
from portfolios.storage.room import NoRoomError
from portfolios.views.sheet import just_discarded, typed
from portfolios.writing.reads import Place, kept, put_aside, put_away
from spacesedu.lib import clock


def is_closed(actor: Actor, place: Place) -> bool:
    """Tell whether nothing can be published there now."""
    return place.is_deleted or not can_write(actor, place.portfolio)


def why_closed(actor: Actor, place: Place) -> str:
    """Return what happened, and what becomes of the words."""
    if can_write(actor, place.portfolio):
        return _("This post was deleted. What you wrote is kept as your draft.")
    return _("This portfolio is archived. What you wrote is kept as your draft.")


def kept_answer(actor: Actor, place: Place) -> HttpResponse:
    """Return what the page says once its words are kept: the time, or why there is nothing more."""
    if is_closed(actor, place):
        return plain_answer(why_closed(actor, place), HTTPStatus.CONFLICT)
    # In the words and by the clock that the page was itself made with.
    return plain_answer(
        time_format(clock.wall_time(clock.now(), place.portfolio.district.zone)), HTTPStatus.OK
    )


def plain_answer(sentence: str, status: HTTPStatus) -> HttpResponse:
    """Return a sentence for a script to show."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def closed_page(
    request: HttpRequest, actor: Actor, place: Place, sheet: Sheet | None
) -> HttpResponse:
    """Keep what was sent, ``sheet``, if anything was, and show the draft with what can be done."""
    if not can_keep(actor, place.portfolio):
        raise PermissionDenied
    if sheet is not None:
        keep_sent(request, actor, place, sheet)
    found = kept(actor, place, at=clock.now())
    if found.draft is None:
        raise Http404 if place.is_deleted else PermissionDenied
    gone = just_discarded(request)
    words = found.words if found.words is not None else QueryDict()
    context = {
        "place": place,
        "portfolio": place.portfolio,
        "actor": actor,
        "why": why_closed(actor, place),
        "can_restore": place.is_deleted and can_write(actor, place.portfolio),
        "title": words.get("title", ""),
        "body": words.get("body", ""),
        "links": typed_links(words),
        "files": [file for file in found.files if file.draft_id is not None],
        "put_away": put_away(actor, place, gone) if gone else None,
        "put_aside": put_aside(actor, place, at=clock.now()),
        "back_url": place.page_url,
    }
    status = HTTPStatus.OK if sheet is None else HTTPStatus.CONFLICT
    return render(request, "portfolios/post_kept.html", context, status=status)


def keep_sent(request: HttpRequest, actor: Actor, place: Place, sheet: Sheet) -> bool:
    """Keep the form, right or wrong, and those of its files that can be taken.

    Tell whether there were any: a browser does not choose them again by itself.
    """
    words, at = typed(request), clock.now()
    try:
        with received(sheet.taken(), None) as files:
            actions.keep_form(
                portfolio_id=place.portfolio.pk,
                post_id=place.post_id,
                words=words,
                files=files,
                alt=sheet.post.cleaned_data.get("alt", ""),
                by=actor,
                at=at,
            )
            return bool(files)
    except (MediaRefusedError, NoRoomError) as refused:
        sheet.refuse_files(refused)
    actions.save_draft(
        portfolio_id=place.portfolio.pk, post_id=place.post_id, words=words, by=actor, at=at
    )
    return False
