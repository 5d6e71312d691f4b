"""Signing in by a code from the mail: asking for it, typing it, starting anew."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from districts.signing_in.sign_in_forms import AskForCodeForm
from districts.signing_in.sign_ins import share_device


class AskForCode(RequestLoginCodeView):
    """Asks for the address, and says the same for every one."""

    def form_valid(self, form: AskForCodeForm) -> HttpResponse:
        """Begin; allauth sends nothing to an unknown address, so its row is queued here."""
        share_device(self.request.session, shared=form.cleaned_data["shared_device"])
        response: HttpResponse = super().form_valid(form)
        if not form.is_known:
            adapter = get_adapter(self.request)
            code = {"code": adapter.generate_login_code()}
            adapter.send_mail("account/email/login_code", form.cleaned_data["email"], code)
        return response


# allauth's views would take a PUT for a POST.
_METHODS = require_http_methods(["GET", "HEAD", "POST"])
ask_for_code = _METHODS(AskForCode.as_view())
type_code = _METHODS(ConfirmLoginCodeView.as_view())


@login_not_required
@require_POST
def start_again(request: HttpRequest) -> HttpResponse:
    """Forget a sign-in that is half done: another address, another code, another person."""
    clear_login(request)
    way = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(way, {request.get_host()}, request.is_secure())
    # Not ``redirect``: it would look for a page called like what was typed.
    return HttpResponseRedirect(way if safe else reverse("account_login"))
