"""Acting in another one of one's roles."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from districts.acting import actors, take


@require_POST
def switch_role(request: HttpRequest) -> HttpResponse:
    """Act in the role named from now on; one that is not held is 404 and changes nothing."""
    held = {actor.key: actor for actor in actors(request)}
    actor = held.get(request.POST.get("role", ""))
    if actor is None:
        raise Http404
    take(request, actor)
    return redirect("home")
