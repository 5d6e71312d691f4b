"""A district's colour, as a stylesheet of one line: ``style`` attributes are refused everywhere."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

HUES = range(360)


@login_not_required
@require_safe
def accent(_request: HttpRequest, hue: int) -> HttpResponse:
    """Re-point the accent to a hue in degrees; the same for everybody, so it is kept for long."""
    if hue not in HUES:
        raise Http404
    response = HttpResponse(
        f"@layer tokens {{ :root {{ --accent-hue: {hue}; }} }}\n",
        content_type="text/css; charset=utf-8",
    )
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
