"""After signing out on a device that others use too."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say to close the window, and have the browser forget drafts.

    Not the cache: no page of ours is ever in it, and Chromium may take a minute to empty it.
    """
    response = render(request, "account/signed_out.html")
    response.headers["Clear-Site-Data"] = '"storage"'
    return response
