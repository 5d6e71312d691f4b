"""What somebody reads whose sign-in has ended: why, the way back, and what they had typed."""

from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRedirect

from districts.models import User
from districts.signing_in.session_limits import Ended, Limits
from districts.signing_in.typed import what_was_sent

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def answer(request: HttpRequest, sentence: str, sign_in: str) -> HttpResponse:
    """Lead to ``sign_in``; a form that was sent keeps what was typed before one's eyes."""
    back = page_asked_for(request)
    way = f"{sign_in}?{urlencode({'next': back})}"
    if getattr(request, "htmx", False):
        messages.warning(request, sentence)
        return HttpResponseClientRedirect(way, status=403)
    if request.method in {"GET", "HEAD"}:
        messages.warning(request, sentence)
        return redirect(way)
    context = {"sentence": sentence, "sign_in_url": way} | what_was_sent(request)
    return render(request, "errors/signed_out.html", context, status=403)


def sentence_for(why: Ended, limits: Limits) -> str:
    """Say why, with the time it was about."""
    if why is Ended.IDLE:
        return _("You were signed out because nothing happened for %(time)s. Please sign in.") % {
            "time": in_words(limits.idle)
        }
    return _("You were signed out because a sign-in lasts %(time)s at most. Please sign in.") % {
        "time": in_words(limits.longest)
    }


def sign_in_page(user: User) -> str:
    """Return where this person signs in: whoever types a bare username, at their district's."""
    slug, _colon, name = (user.username or "").partition(":")
    if user.email is None and name:
        return reverse("districts:sign_in", args=[slug])
    return reverse("account_login")


def in_words(time: timedelta) -> str:
    """Return whole days, hours or minutes.

    >>> in_words(timedelta(hours=12))
    '12 hours'
    """
    if time % _DAY == timedelta(0) and time > _DAY:
        return ngettext("%(count)d day", "%(count)d days", time // _DAY) % {"count": time // _DAY}
    if time % _HOUR == timedelta(0):
        count = time // _HOUR
        return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}
    count = time // _MINUTE
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def page_asked_for(request: HttpRequest) -> str:
    """Return the page to come back to: the one asked for, or the one the form stands on."""
    htmx = getattr(request, "htmx", None)
    if not htmx and request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
        return reverse("home")
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
