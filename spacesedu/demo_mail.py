"""The mails the demo would have sent, to read on the machine it runs on. DEMO only."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from spacesedu.lib import mailbox

# A mail brings its own styles and nothing else; sandboxed, it cannot act as one of our pages.
_MAIL_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": ["allow-popups"],
}

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def demo_only[**P](view: View[P]) -> View[P]:
    """Open ``view`` to whoever sits at the machine, where the demo listens; elsewhere it is 404."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(require_safe(wrapped))


@demo_only
def mails(request: HttpRequest) -> HttpResponse:
    """List them, newest first."""
    found = [
        {
            "url": reverse("demo_mail_message", args=[mail.name]),
            "subject": mail.subject,
            "to": mail.to,
            "sent_at": mail.sent_at,
        }
        for mail in mailbox.newest()
    ]
    return render(request, "demo_mail_list.html", {"mails": found})


@demo_only
def message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one as plain text, its links alive."""
    mail = _found(name)
    shown = {
        "subject": mail.subject,
        "sender": mail.sender,
        "to": mail.to,
        "sent_at": mail.sent_at,
        "text": mail.text,
        "html_url": reverse("demo_mail_html", args=[name]) if mail.html else "",
    }
    context = {"mail": shown, "back_url": reverse("demo_mail")}
    return render(request, "demo_mail_message.html", context)


@demo_only
def html(_request: HttpRequest, name: str) -> HttpResponse:
    """Show the HTML part as a mail program would: no scripts, no forms, nothing from elsewhere."""
    mail = _found(name)
    if not mail.html:
        raise Http404
    return HttpResponse(mail.html)


def _found(name: str) -> mailbox.Mail:
    mail = mailbox.read(name)
    if mail is None:
        raise Http404
    return mail


urlpatterns = [
    path("", mails, name="demo_mail"),
    path("<str:name>/", message, name="demo_mail_message"),
    path("<str:name>/html/", csp_override(_MAIL_POLICY)(html), name="demo_mail_html"),
]
