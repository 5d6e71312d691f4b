"""Choosing the language of one's pages and mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import actors, whoever
from districts.actions.language import choose_language
from districts.language import languages_for
from districts.models import User
from districts.office.language_form import LanguageForm
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Show the languages of one's districts, and speak the chosen one from now on."""
    assert isinstance(request.user, User)
    form = LanguageForm(
        request.POST if request.method == "POST" else None,
        offered=languages_for(actors(request)),
        spoken=translation.get_language(),
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/language.html", {"form": form})
    chosen = form.cleaned_data["language"]
    choose_language(user=request.user, language=chosen, by=whoever(request), at=clock.now())
    with translation.override(chosen):
        messages.success(request, _("Your language is changed."))
    return redirect("account_language")
