"""Second factors: signing in with one; what there is, adding, naming and taking away."""

from collections.abc import Callable
from functools import wraps

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from districts.acting import actors
from districts.models import User
from districts.signing_in.factors import factors_of, may_be_removed, must_have_one
from districts.signing_in.own_account import with_address
from districts.signing_in.step_up import step_up
from spacesedu.lib.db import lock

type View = Callable[..., HttpResponseBase]

INDEX = reverse_lazy("mfa_index")


@require_safe
@with_address
def index(request: HttpRequest) -> HttpResponse:
    """Show the account's factors, and say so where one is still to be set up."""
    assert isinstance(request.user, User)
    context = {
        "factors": factors_of(request.user),
        "required": must_have_one(actors(request)),
    }
    return render(request, "mfa/index.html", context)


class SecondStep(AuthenticateView):
    """Asks for what the account has, a code of the app or a passkey, or for a recovery code."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Tell the page whether there is an app."""
        factors = factors_of(self.stage.login.user)
        if factors.app is None:
            # The passkey is asked for first; what can be typed is a recovery code.
            self.auth_form.fields["code"].widget.attrs.pop("autofocus")
            self.auth_form.fields["code"].label = _("Recovery code")
        return {**super().get_context_data(**kwargs), "has_app": factors.app is not None}


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """Takes a passkey away, unless it is the last factor of somebody who needs one."""

    success_url = INDEX

    def form_valid(self, form: object) -> HttpResponse:
        """Remove it, or say why it stays."""
        factor: Authenticator = self.get_object()
        if not may_be_removed(factor):
            messages.error(
                self.request,
                _("Your role needs two steps. Add another passkey or the app first."),
            )
            return redirect("mfa_index")
        answer: HttpResponse = super().form_valid(form)
        return answer


class NamePasskey(webauthn.EditWebAuthnView):
    """Gives a passkey another name."""

    success_url = INDEX


def _in_turn(view: View) -> View:
    """Take one factor at a time: of two requests, each must see what the other has left."""

    @wraps(view)
    @transaction.atomic
    def alone(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        lock(f"factors:{request.user.pk}")
        return view(request, *args, **kwargs)

    return alone


_form = require_http_methods(["GET", "HEAD", "POST"])
second_step = SecondStep.as_view()
add_app = _form(with_address(step_up(totp.activate_totp)))
remove_app = _form(with_address(step_up(_in_turn(totp.deactivate_totp))))
add_passkey = _form(with_address(step_up(webauthn.add_webauthn)))
name_passkey = _form(with_address(step_up(NamePasskey.as_view())))
remove_passkey = _form(with_address(step_up(_in_turn(RemovePasskey.as_view()))))
recovery_codes = require_safe(with_address(step_up(codes.view_recovery_codes)))
download_codes = require_safe(with_address(step_up(codes.download_recovery_codes)))
new_codes = _form(with_address(step_up(codes.generate_recovery_codes)))
