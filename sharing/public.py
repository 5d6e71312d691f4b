"""What a visitor opens: no session, no cookie, no script; one 404 for whatever does not open."""

import gzip
import re
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Concatenate
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.csp import CSP
from django.utils.translation import get_supported_language_variant
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt

from portfolios.media.files import NoSuchFile, media_file
from sharing import counts
from sharing.door import Closed, Opened, open_door
from sharing.pages import Asked, page_of
from spacesedu.lib import clock, media, tokens
from spacesedu.lib.clock import local_date
from spacesedu.lib.headers import policy_with
from spacesedu.lib.visitors import without_session

_ROBOTS = "noindex, nofollow, noarchive, nosnippet, noimageindex"
_POLICY = policy_with({"script-src": [CSP.NONE], "connect-src": [CSP.NONE]})

_TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def visitor[**P](view: View[P]) -> View[P]:
    """Open ``view`` to everybody, for looking only, with the headers of a public page."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        # Before the token is looked at: the same answer for every address.
        if request.method not in {"GET", "HEAD"}:
            response: HttpResponseBase = HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        else:
            response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = _ROBOTS
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    # Exempt, so that a POST hears the same 405 as anything else; nothing here changes anything.
    return without_session(csrf_exempt(login_not_required(csp_override(_POLICY)(wrapped))))


@visitor
def page(request: HttpRequest, token: str, section: uuid.UUID | None = None) -> HttpResponseBase:
    """Show a page of the portfolio, whole or one section of it."""
    now = clock.now()
    opened = open_door(token, at=now)
    if isinstance(opened, Closed):
        return _turned_away(request, opened)
    language = _asked_for(request) or opened.language
    asked = Asked(section, request.GET.get("page", ""), language, _kept(request))
    # The link as it was sent counts; going on to another page or language does not once more.
    first = section is None and not {"page", "lang"} & request.GET.keys()
    line = counts.line(opened.link_id, local_date(now, ZoneInfo(opened.time_zone)))
    page = page_of(opened, asked, counted=line if request.method == "GET" else "", adds=int(first))
    if page is None:
        return _turned_away(request, Closed.NOTHING)
    return _sent(request, page, language)


@visitor
def attachment(
    request: HttpRequest, token: str, attachment: uuid.UUID, name: str
) -> HttpResponseBase:
    """Send one picture or file of the portfolio; Range and conditions come after the door."""
    opened = open_door(token, at=clock.now())
    if not isinstance(opened, Opened):
        return _turned_away(request, opened)
    try:
        return media.respond(request, media_file(opened.cover.portfolio_id, attachment, name))
    except (NoSuchFile, Http404):
        return _turned_away(request, Closed.NOTHING)


@visitor
def anything_else(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Add the slash a copied link may have lost; the same 404 for every other address."""
    if tokens.handle_of(rest) is not None:
        return redirect("public:page", token=rest)
    return _turned_away(request, Closed.NOTHING)


def _turned_away(request: HttpRequest, closed: Closed) -> HttpResponse:
    template = "sharing/ended.html" if closed is Closed.ENDED else "errors/404.html"
    response = _rendered(template, {}, _asked_for(request) or settings.LANGUAGE_CODE)
    response.status_code = closed.value
    return response


def _sent(request: HttpRequest, page: bytes, language: str) -> HttpResponse:
    headers = {"Content-Language": language, "Vary": "Accept-Encoding"}
    if _TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(page, headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(page), headers=headers)


def _asked_for(request: HttpRequest) -> str:
    # Who types "fr" means the French that there is.
    with suppress(LookupError, ValueError):
        return get_supported_language_variant(request.GET.get("lang", "").lower())
    return ""


def _kept(request: HttpRequest) -> str:
    """Return what every page of the portfolio keeps of the address: the language asked for."""
    language = _asked_for(request)
    return f"lang={language}" if language else ""


def _rendered(template: str, context: dict[str, object], language: str) -> HttpResponse:
    # No request goes into the template: nothing about who is looking can reach the page.
    with translation.override(language):
        html = render_to_string(template, {**context, "lang": language})
    return HttpResponse(html, headers={"Content-Language": language})
