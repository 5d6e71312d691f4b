"""The page of the form of a post: what it is filled in with, and what stands around it."""

import uuid
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from districts.actor import Actor
from portfolios import actions, queries, text
from portfolios.forms.media import MediaForm
from portfolios.forms.post import LONGEST_TEXT
from portfolios.forms.sheet import Sheet
from portfolios.models import Portfolio
from portfolios.shelf import for_whom
from portfolios.writing.file_rows import file_rows, upload_row
from portfolios.writing.origin import AnyDraft, sent_form
from portfolios.writing.reads import Kept, Place, kept, put_aside, put_away
from spacesedu.lib import clock

# The buttons by which people without script keep what they have typed, and look at it.
WITHOUT_SCRIPT = ("save_draft", "preview")


def fill_in(request: HttpRequest, actor: Actor, place: Place) -> Sheet:
    """Return the form with what was sent, else with what was kept, else with the post."""
    sent = request.method == "POST"
    now = clock.now()
    return Sheet(
        place,
        kept(actor, place, form=sent_form(request.POST) if sent else None, at=now),
        request.POST if sent else None,
        request.FILES if sent else None,
        sections=queries.sections(place.portfolio),
        today=clock.local_date(now, place.portfolio.district.zone),
        section=request.GET.get("section", ""),
    )


def typed(request: HttpRequest) -> str:
    """Return the form as it stands, in the one line that drafts are kept in."""
    words = request.POST.copy()
    for name in ("csrfmiddlewaretoken", *WITHOUT_SCRIPT):
        words.pop(name, None)
    return words.urlencode()


def files_of(place: Place, found: Kept, form: MediaForm) -> dict[str, object]:
    """Return what the list of files is rendered from."""
    return {
        "files": file_rows(form, place.portfolio),
        "unfinished": [upload_row(upload) for upload in found.uploads],
    }


def form_page(
    request: HttpRequest,
    actor: Actor,
    place: Place,
    sheet: Sheet,
    *,
    changed: actions.ChangedMeanwhileError | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Show the form. ``changed`` is the other version, when somebody was quicker."""
    opened = request.method != "POST"
    looks = opened and "preview" in request.GET
    gone = just_discarded(request)
    context = {
        "sheet": sheet,
        "form": sheet.post,
        "links": sheet.links,
        "place": place,
        "portfolio": place.portfolio,
        "actor": actor,
        "for_whom": for_whom(actor, place.portfolio),
        "back_url": place.page_url,
        "part_bytes": settings.UPLOAD_PART_BYTES,
        "seen": changed.post.updated_at.isoformat() if changed else sheet.post["seen"].value(),
        "changed": str(changed or ""),
        "other": changed.post if changed else None,
        "other_html": text.safe(changed.post.body_html) if changed else "",
        **kept_since(sheet.kept.draft if opened else None, place.portfolio),
        "preview_html": _preview(sheet) if looks else "",
        "put_away": put_away(actor, place, gone) if opened and gone else None,
        "put_aside": put_aside(actor, place, at=clock.now()),
        **files_of(place, sheet.kept, sheet.media),
    }
    return render(request, "portfolios/post_form.html", context, status=status)


def _preview(sheet: Sheet) -> str:
    """Return the text as it will be, for people without script."""
    typed = text.clean(sheet.post["body"].value() or "")
    return text.html(typed) if len(typed) <= LONGEST_TEXT else ""


def kept_since(draft: AnyDraft | None, portfolio: Portfolio) -> dict[str, object]:
    """Return the draft that a form is filled in from, and when that was kept."""
    if draft is None:
        return {"draft": None}
    zone = portfolio.district.zone
    at = clock.wall_time(draft.updated_at, zone)
    today = clock.local_date(clock.now(), zone) == at.date()
    return {"draft": draft, "draft_at": at, "draft_today": today}


def just_discarded(request: HttpRequest) -> uuid.UUID | None:
    """Return the draft that the address names, so that Undo can be offered."""
    try:
        return uuid.UUID(request.GET.get("discarded", ""))
    except ValueError:
        return None
