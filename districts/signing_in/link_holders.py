"""Who came by the link of an e-mail, how they come in, and what they read when it has ended."""

from enum import StrEnum
from http import HTTPStatus

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.acting import SESSION_KEY
from districts.models import User
from districts.signing_in.sign_ins import share_device

type Words = str | Promise

NOT_BY_LINK = (
    HTTPStatus.NOT_FOUND,
    _("Open the link in the e-mail once more: this page only knows it for a while."),
)
"""For a browser that has not come by a link, or has forgotten it."""

DOES_NOT_WORK = _("This link does not work now")


class Holder(StrEnum):
    """Who holds a link, as far as it matters for what they have to do."""

    NEW = "new"
    """Nobody is signed in and the address has no account: one can be made."""
    KNOWN = "known"
    """The address has an account: sign in first."""
    OWNER = "owner"
    """Signed in with the account it is for."""
    OTHER = "other"
    """Signed in as somebody else."""


def holder(user: User | None, owner: User | None) -> Holder:
    """Return who ``user`` is to a link for the account ``owner``; None is nobody, or no account."""
    if user is not None:
        return Holder.OWNER if user == owner else Holder.OTHER
    return Holder.NEW if owner is None else Holder.KNOWN


def come_in(request: HttpRequest, user: User, role: str | None) -> HttpResponse:
    """Go home in the role that the link gave, signed in where nobody was."""
    response = redirect("home")
    if not request.user.is_authenticated:
        share_device(request.session, shared="shared_device" in request.POST)
        response = perform_login(request, user, redirect_url=reverse("home"), email=user.email)
    if role is not None:
        request.session[SESSION_KEY] = role
    return response


def ended(
    request: HttpRequest, title: Words, said: tuple[HTTPStatus, Words], *, used: bool
) -> HttpResponse:
    """Say why the link does nothing any more; one that did its work leads on to signing in."""
    status, text = said
    context = {"title": title, "reason_text": text, "used": used}
    return render(request, "account/link_ended.html", context, status=status)
