"""The pages behind a set-up link: GET looks, POST acts."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from districts.acting import signed_in
from districts.actions import setup
from districts.actions.accounts import AddressTakenError, account_at
from districts.models import StaffInvitation, User
from districts.roles import staff as staff_roles
from districts.setup.standing import Standing, standing
from districts.setup.visits import VISITS
from districts.signing_in.first_password import FirstPasswordForm
from districts.signing_in.link_holders import (
    DOES_NOT_WORK,
    NOT_BY_LINK,
    Holder,
    Words,
    come_in,
    ended,
    holder,
)
from spacesedu.lib import clock

_SAID: dict[Standing, tuple[HTTPStatus, Words]] = {
    Standing.USED: (HTTPStatus.OK, gettext_lazy("This link was used already. Sign in.")),
    Standing.WITHDRAWN: (
        HTTPStatus.GONE,
        gettext_lazy(
            "It no longer works. If a newer e-mail has come, use the link in that one, or ask an "
            "administrator of your school."
        ),
    ),
    Standing.EXPIRED: (
        HTTPStatus.GONE,
        gettext_lazy(
            "It is too old. Ask an administrator of your school to send it again; the same link "
            "will work then."
        ),
    ),
}


@login_not_required
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Let the link in, and move on to an address without it. Uses nothing up."""
    found = VISITS.opened(token)
    VISITS.begin(request, found, clock.now())
    return redirect("districts:setup")


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what the link is for, as it stands for whoever looks."""
    at = clock.now()
    found = VISITS.row(request, at)
    return _closed(request, None) if found is None else _page(request, found, at)


@login_not_required
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Connect the account that is signed in, or make one with the password chosen."""
    at = clock.now()
    found = VISITS.row(request, at)
    if found is None:
        return _closed(request, None)
    user, meant = signed_in(request), VISITS.is_meant(request, found)
    who: User | str
    match holder(user, account_at(found.email)) if meant else None:
        case Holder.NEW:
            form = _form(found, request)
            if not form.is_valid():
                return _page(request, found, at, form)
            who = form.cleaned_data["password"]
        case Holder.OWNER:
            assert user is not None
            who = user
        case _:
            return redirect("districts:setup")
    try:
        accepted = setup.accept(invitation_id=found.pk, by=who, at=at)
    except setup.AlreadyOnStaffError:
        messages.error(
            request,
            _("Your account is on this district’s staff already, under another record. Ask there."),
        )
        return redirect("districts:setup")
    except (setup.LinkClosedError, setup.NotForYouError, AddressTakenError):
        # Something changed meanwhile; the page says how it stands now.
        return redirect("districts:setup")
    return _welcome(request, found, accepted)


@login_not_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Sign out whoever is signed in, and come back to the link's page."""
    VISITS.sign_out(request)
    return redirect("districts:setup")


def _form(found: StaffInvitation, request: HttpRequest | None = None) -> FirstPasswordForm:
    data = request.POST if request else None
    return FirstPasswordForm(data, email=found.email, name=str(found.staff))


def _page(
    request: HttpRequest,
    found: StaffInvitation,
    at: datetime,
    form: FirstPasswordForm | None = None,
) -> HttpResponse:
    how = standing(found, at)
    if how is not Standing.OPEN:
        return _closed(request, how)
    user = signed_in(request)
    context = {
        "link": found.mark,
        "district": found.district.name,
        "name": str(found.staff),
        "email": found.email,
        "state": holder(user, account_at(found.email)),
        "signed_in_as": str(user or ""),
        "form": form or _form(found),
        "accept_url": reverse("districts:setup_accept"),
        "switch_url": reverse("districts:setup_switch"),
        "sign_in_url": reverse("account_login", query={"next": reverse("districts:setup")}),
    }
    return render(request, "districts/setup.html", context)


def _closed(request: HttpRequest, how: Standing | None) -> HttpResponse:
    said = _SAID[how] if how else NOT_BY_LINK
    used = how is Standing.USED
    title = _("Your account is ready") if used else DOES_NOT_WORK
    return ended(request, title, said, used=used)


def _welcome(request: HttpRequest, found: StaffInvitation, user: User) -> HttpResponse:
    here = (actor for actor in staff_roles(user) if actor.staff_id == found.staff_id)
    role = next(here, None)
    response = come_in(request, user, role.key if role else None)
    messages.success(request, _("Welcome. Your account is set up."))
    return response
