"""Signing in anew, where nothing else could show who it is."""

from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Say why, and on a press of the button sign out and lead back through the front door."""
    back = request.GET.get(REDIRECT_FIELD_NAME, "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("home")
    if request.method != "POST":
        return render(request, "account/sign_in_again.html", {"back": back})
    logout(request)
    return redirect(f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: back})}")
