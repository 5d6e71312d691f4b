"""The product's addresses, and one that does nothing: what the server itself costs."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from spacesedu.lib.visitors import without_session
from spacesedu.urls import urlpatterns as product


@without_session
@login_not_required
def hello(_request: HttpRequest) -> HttpResponse:
    """Say hello."""
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), *product]
