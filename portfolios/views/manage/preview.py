"""A template as a student will see it: the full-screen welcome, then the empty page."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portfolios.shaping.about import about, says_something
from portfolios.shaping.preview import empty_page
from portfolios.views.manage.ground import address, loaded


@require_safe
def welcome(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Show the description full screen; Get Started leads on."""
    _actor, found = loaded(request, template)
    context = {
        "about": about(found, "../files/"),
        "start_url": address("template_preview_page", found),
        "preview": found,
        "back_url": address("template_edit", found),
    }
    return render(request, "portfolios/welcome.html", context)


@require_safe
def page(
    request: HttpRequest, template: uuid.UUID, section: uuid.UUID | None = None
) -> HttpResponse:
    """Show the portfolio as it is before the first post, whole or one section."""
    _actor, found = loaded(request, template)
    made = empty_page(found, section)
    if made is None:
        raise Http404
    context = {
        "page": made,
        "preview": found,
        # What stands there is what a student reads who may begin.
        "can_edit": True,
        "add_url": address("template_preview_page", found),
        "about_url": address("template_preview", found) if says_something(found) else "",
        "back_url": address("template_edit", found),
    }
    return render(request, "portfolios/template_preview.html", context)
