"""The pages behind the link of an invitation: GET looks, POST answers."""

from collections.abc import Callable
from contextlib import suppress

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.acting import SESSION_KEY, signed_in
from districts.actions.accounts import AddressTakenError
from districts.models import User
from districts.signing_in.link_visits import LinkVisits
from families import roles
from families.actions import answer
from families.actions.errors import NotAnswerableError, NotForYouError
from families.forms import AccountForm
from families.guests import Guest, guest
from families.models import FamilyInvitation
from families.policy import Answerable, answerable
from families.queries import offer_for
from families.views.ended import ended
from spacesedu.lib import clock


def _rows() -> QuerySet[FamilyInvitation]:
    return FamilyInvitation.objects.select_related("contact__user", "district")


VISITS = LinkVisits("invitation", _rows)


@login_not_required
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Let the link in, and move on to an address without it. Uses nothing up."""
    found = VISITS.opened(token)
    answer.note_opened(invitation_id=found.pk, at=clock.now())
    VISITS.begin(request, found)
    return redirect("families:invitation")


@login_not_required
@require_safe
def invitation(request: HttpRequest) -> HttpResponse:
    """Show the invitation as it stands for whoever looks."""
    found = VISITS.row(request)
    return ended(request, None) if found is None else _page(request, found)


@login_not_required
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Accept: with the account that is signed in, or with a new one."""
    found = VISITS.row(request)
    if found is None:
        return ended(request, None)
    user = signed_in(request)
    who: User | answer.NewAccount
    match guest(found.contact, user):
        case Guest.NEW:
            form = AccountForm(request.POST, email=found.contact.email)
            if not form.is_valid():
                return _page(request, found, form)
            who = answer.NewAccount(form.cleaned_data["name"], form.cleaned_data["password"])
        case Guest.MEMBER:
            assert user is not None
            who = user
        case _:
            return redirect("families:invitation")
    try:
        accepted = answer.accept(invitation_id=found.pk, by=who, at=clock.now())
    except (NotAnswerableError, NotForYouError, AddressTakenError):
        # Something changed meanwhile; the page says how it stands now.
        return redirect("families:invitation")
    return _welcome(request, accepted)


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


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _page(
    request: HttpRequest, found: FamilyInvitation, form: AccountForm | None = None
) -> HttpResponse:
    standing = answerable(found, clock.now())
    if standing is not Answerable.YES:
        return ended(request, standing)
    offer = offer_for(found.contact)
    user = signed_in(request)
    context = {
        "school_names": offer.schools,
        "children_count": offer.children,
        "email": found.contact.email,
        "state": guest(found.contact, user).value,
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
    found = VISITS.row(request)
    if found is None:
        return ended(request, None)
    # Answered or ended meanwhile? The page says how it stands.
    with suppress(NotAnswerableError):
        action(invitation_id=found.pk, by=answer.BEARER, at=clock.now())
    return redirect("families:invitation")


def _welcome(request: HttpRequest, user: User) -> HttpResponse:
    response = redirect("home")
    if not request.user.is_authenticated:
        response = perform_login(request, user, redirect_url=reverse("home"), email=user.email)
    request.session[SESSION_KEY] = roles.KEY
    messages.success(request, _("Welcome. You can now follow the work of your students."))
    return response
