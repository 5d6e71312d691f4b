"""Where one is signed in, and signing out elsewhere."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from districts.acting import whoever
from districts.actions.sessions import NotSignedInError, end_other_sessions, end_session
from districts.models import User
from districts.signing_in.signed_in import places_of
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List one's sign-ins; a POST ends all but this one."""
    user, key = _own(request), str(request.session.session_key)
    now = clock.now()
    if request.method != "POST":
        places = places_of(user, key, at=now)
        return render(request, "usersessions/usersession_list.html", {"places": places})
    count = end_other_sessions(user=user, current_key=key, by=whoever(request), at=now)
    said = ngettext("Signed out at %(count)d place.", "Signed out at %(count)d places.", count)
    messages.success(request, said % {"count": count} if count else _("Nowhere else."))
    return redirect("usersessions_list")


@require_POST
def end(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of them; this one too, which leads to the sign-in page."""
    try:
        end_session(user=_own(request), session_id=session_id, by=whoever(request), at=clock.now())
    except NotSignedInError:
        raise Http404 from None
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")


def _own(request: HttpRequest) -> User:
    """Return the account that is signed in: nobody else gets past the door."""
    assert isinstance(request.user, User)
    return request.user
