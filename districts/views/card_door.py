"""The pages behind the code of a sign-in card: GET looks, POST signs in."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from districts.acting import SESSION_KEY, signed_in
from districts.actor import Role
from districts.cards.door import VISITS, held, opens
from districts.models import SignInCard
from districts.signing_in.sign_ins import share_device
from districts.students.forms import CardForm
from spacesedu.lib import clock


@login_not_required
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Let the code in, and move on to an address without it."""
    found = VISITS.opened(token)
    VISITS.begin(request, _open(found), clock.now())
    return redirect("districts:card")


@login_not_required
@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Show whose card it is, by the given name alone, and one big button."""
    found = _remembered(request)
    if signed_in(request) == found.student.user:
        return redirect("home")
    context = {
        "link": found.mark,
        "district": found.district,
        "name": found.student.given_name,
        "signed_in_as": str(signed_in(request) or ""),
        "form": CardForm(initial={"shared_device": True}),
    }
    return render(request, "districts/card_sign_in.html", context)


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the card's student, through the same stages as with a password."""
    found = _remembered(request)
    if not ratelimit.consume(request, action="card", key=str(found.pk)):
        return ratelimit.respond_429(request)
    if signed_in(request) is not None or not VISITS.is_meant(request, found):
        # Somebody is signed in, or another card was scanned: the page says so, and what to do.
        return redirect("districts:card")
    VISITS.end(request)
    share_device(request.session, shared="shared_device" in request.POST)
    # Whoever revokes the card at this instant waits, and then finds this sign-in and ends it.
    with held(found) as card:
        pupil = _open(card).student.user
        assert pupil is not None  # or the card would not have opened
        record_authentication(request, pupil, method="card")
        response: HttpResponse = perform_login(request, pupil, redirect_url=reverse("home"))
    request.session[SESSION_KEY] = f"{Role.STUDENT}:{found.student_id}"
    return response


@login_not_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Sign out whoever is signed in, and come back to the card."""
    _remembered(request)
    VISITS.sign_out(request)
    return redirect("districts:card")


def _remembered(request: HttpRequest) -> SignInCard:
    """Return the card scanned a moment ago; the one 404 when there is none that opens."""
    return _open(VISITS.row(request, clock.now()))


def _open(card: SignInCard | None) -> SignInCard:
    if card is None or not opens(card):
        raise Http404
    return card
