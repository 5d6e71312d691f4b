"""Acting in another one of one's roles."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from districts.acting import SESSION_KEY, actors


@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Act in the role named from now on; one that is not held is 404 and changes nothing."""
    key = request.POST.get("role")
    if key not in {actor.key for actor in actors(request)}:
        raise Http404
    request.session[SESSION_KEY] = key
    return redirect("home")
