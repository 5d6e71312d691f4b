"""How typed text will look: nothing is stored."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from districts.acting import acting
from portfolios import text
from portfolios.forms.post import LONGEST_TEXT
from portfolios.policy import can_preview

FIELDS = ("body", "summary", "description")


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Render what was typed as it will be."""
    if not can_preview(acting(request)):
        raise PermissionDenied
    written = next((request.POST[name] for name in FIELDS if name in request.POST), "")
    if len(written) > LONGEST_TEXT:
        # A reader of Markdown can be kept busy for long; what is too long cannot be published.
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return render(
        request, "portfolios/_preview.html", {"body_html": text.html(text.clean(written))}
    )
