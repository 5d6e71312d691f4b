"""The pages behind the link of an invitation: GET looks, POST answers."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.acting import signed_in
from districts.actions.accounts import AddressTakenError
from districts.models import User
from districts.signing_in.link_holders import Holder, come_in, holder
from families import roles
from families.actions import answer
from families.actions.errors import NotAnswerableError, NotForYouError
from families.forms import AccountForm
from families.guests import account_of
from families.models import FamilyInvitation
from families.policy import Answerable, answerable
from families.queries import offer_for
from families.views.ended import ended
from families.visits import VISITS
from spacesedu.lib import clock


@login_not_required
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Let the link in, and move on to an address without it. Uses nothing up."""
    at, found = clock.now(), VISITS.opened(token)
    answer.note_opened(invitation_id=found.pk, at=at)
    VISITS.begin(request, found, at)
    return redirect("families:invitation")


@login_not_required
@require_safe
def invitation(request: HttpRequest) -> HttpResponse:
    """Show the invitation as it stands for whoever looks."""
    at = clock.now()
    found = VISITS.row(request, at)
    return ended(request, None) if found is None else _page(request, found, at)


@login_not_required
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Accept: with the account that is signed in, or with a new one."""
    at = clock.now()
    found = VISITS.row(request, at)
    if found is None:
        return ended(request, None)
    user, meant = signed_in(request), VISITS.is_meant(request, found)
    who: User | answer.NewAccount
    match holder(user, account_of(found.contact)) if meant else None:
        case Holder.NEW:
            form = AccountForm(request.POST, email=found.contact.email)
            if not form.is_valid():
                return _page(request, found, at, form)
            who = answer.NewAccount(form.cleaned_data["name"], form.cleaned_data["password"])
        case Holder.OWNER:
            assert user is not None
            who = user
        case _:
            return redirect("families:invitation")
    try:
        accepted = answer.accept(invitation_id=found.pk, by=who, at=at, mark=found.mark)
    except (NotAnswerableError, NotForYouError, AddressTakenError):
        # Something changed meanwhile; the page says how it stands now.
        return redirect("families:invitation")
    response = come_in(request, accepted, roles.KEY)
    messages.success(request, _("Welcome. You can now follow the work of your students."))
    return response


@login_not_required
@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    """Decline."""
    return _turned_down(request, answer.decline)


@login_not_required
@require_POST
def disown(request: HttpRequest) -> HttpResponse:
    """Say: this is not me."""
    return _turned_down(request, answer.disown)


@login_not_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Sign out whoever is signed in, and come back to the invitation."""
    VISITS.sign_out(request)
    return redirect("families:invitation")


def _page(
    request: HttpRequest, found: FamilyInvitation, at: datetime, form: AccountForm | None = None
) -> HttpResponse:
    standing = answerable(found, at)
    if standing is not Answerable.YES:
        return ended(request, standing)
    offer = offer_for(found.contact)
    user = signed_in(request)
    context = {
        "link": found.mark,
        "school_names": offer.schools,
        "children_count": offer.children,
        "email": found.contact.email,
        "state": holder(user, account_of(found.contact)),
        "signed_in_as": str(user or ""),
        "form": form or AccountForm(email=found.contact.email),
        "accept_url": reverse("families:accept"),
        "decline_url": reverse("families:decline"),
        "disown_url": reverse("families:disown"),
        "switch_url": reverse("families:switch"),
        "sign_in_url": reverse("account_login", query={"next": reverse("families:invitation")}),
    }
    return render(request, "families/invitation.html", context)


def _turned_down(request: HttpRequest, action: Callable[..., None]) -> HttpResponse:
    at = clock.now()
    found = VISITS.row(request, at)
    if found is None:
        return ended(request, None)
    # Answered or ended meanwhile? The page says how it stands.
    with suppress(NotAnswerableError):
        if VISITS.is_meant(request, found):
            action(invitation_id=found.pk, by=answer.BEARER, at=at, mark=found.mark)
    return redirect("families:invitation")
