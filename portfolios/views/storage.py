"""How much room the district's files take up."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.acting import acting
from portfolios.policy import can_see_storage
from portfolios.storage.page import storage_of


@require_safe
def storage(request: HttpRequest) -> HttpResponse:
    """Show how full it is, the largest students, and what waits or failed."""
    actor = acting(request)
    if not can_see_storage(actor):
        raise PermissionDenied
    return render(request, "portfolios/storage.html", {"storage": storage_of(actor)})
