"""The pages behind a set-up link: GET looks, POST acts."""

from http import HTTPStatus

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from districts.acting import SESSION_KEY, signed_in
from districts.actions import setup
from districts.actions.accounts import AddressTakenError
from districts.models import StaffInvitation, User
from districts.roles import staff as staff_roles
from districts.setup.standing import Caller, Standing, caller, standing
from districts.signing_in.link_visits import LinkVisits
from districts.staffing.forms import FirstPasswordForm
from spacesedu.lib import clock


def _rows() -> QuerySet[StaffInvitation]:
    return StaffInvitation.objects.select_related("staff__user", "district")


VISITS = LinkVisits("setup", _rows)

_NO_MARK = gettext_lazy(
    "Open the link in the e-mail once more: this page only knows it for a while."
)
_SAID: dict[Standing, tuple[HTTPStatus, str | Promise]] = {
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
    VISITS.begin(request, found)
    return redirect("districts:setup")


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what the link is for, as it stands for whoever looks."""
    found = VISITS.row(request)
    return _closed(request, None) if found is None else _page(request, found)


@login_not_required
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Connect the account that is signed in, or make one with the password chosen."""
    found = VISITS.row(request)
    if found is None:
        return _closed(request, None)
    user = signed_in(request)
    who: User | str
    match caller(found, user):
        case Caller.NEW:
            form = _form(found, request)
            if not form.is_valid():
                return _page(request, found, form)
            who = form.cleaned_data["password"]
        case Caller.OWNER:
            assert user is not None
            who = user
        case _:
            return redirect("districts:setup")
    try:
        accepted = setup.accept(invitation_id=found.pk, by=who, at=clock.now())
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


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _form(found: StaffInvitation, request: HttpRequest | None = None) -> FirstPasswordForm:
    data = request.POST if request else None
    return FirstPasswordForm(data, email=found.email, name=str(found.staff))


def _page(
    request: HttpRequest, found: StaffInvitation, form: FirstPasswordForm | None = None
) -> HttpResponse:
    how = standing(found, clock.now())
    if how is not Standing.OPEN:
        return _closed(request, how)
    context = {
        "district": found.district.name,
        "name": str(found.staff),
        "email": found.email,
        "state": caller(found, signed_in(request)).value,
        "signed_in_as": str(signed_in(request) or ""),
        "form": form or _form(found),
        "sign_in_url": reverse("account_login", query={"next": reverse("districts:setup")}),
    }
    return render(request, "districts/setup.html", context)


def _closed(request: HttpRequest, how: Standing | None) -> HttpResponse:
    """Say why; ``None`` for a browser that has not come by a link, or has forgotten it."""
    status, text = _SAID[how] if how else (HTTPStatus.NOT_FOUND, _NO_MARK)
    context = {"reason_text": text, "used": how is Standing.USED}
    return render(request, "districts/setup_closed.html", context, status=status)


def _welcome(request: HttpRequest, found: StaffInvitation, user: User) -> HttpResponse:
    response = redirect("home")
    if not request.user.is_authenticated:
        response = perform_login(request, user, redirect_url=reverse("home"), email=user.email)
    here = (actor for actor in staff_roles(user) if actor.staff_id == found.staff_id)
    role = next(here, None)
    if role is not None:
        request.session[SESSION_KEY] = role.key
    messages.success(request, _("Welcome. Your account is set up."))
    return response
