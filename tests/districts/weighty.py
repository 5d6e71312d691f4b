"""Addresses with one page more: something weighty, which asks again who it is."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_http_methods

from districts.signing_in.step_up import step_up
from spacesedu.lib import access


@require_http_methods(["GET", "POST"])
@step_up
def weighty(request: HttpRequest) -> HttpResponse:
    """Show the page, or tell what was sent."""
    access.note()
    return HttpResponse(f"{request.method} {request.GET.get('school', '')} {request.POST.get('x')}")


urlpatterns = [path("weighty/", weighty, name="weighty"), path("", include("spacesedu.urls"))]
