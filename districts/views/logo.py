"""The bytes of a district's logo, kept by browsers for as long as its address is used."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from districts.directory import district_with_logo
from spacesedu.lib import media


@login_not_required
@require_safe
def logo(request: HttpRequest, picture: str) -> HttpResponseBase:
    """Send a logo that a district has now: visitors meet it on the district's sign-in page."""
    district = district_with_logo(picture)
    if district is None:
        raise Http404
    file = media.StoredFile(district.logo, "image/webp")
    response = media.respond(request, file)
    # The key is new with every picture.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
