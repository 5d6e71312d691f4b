"""Response headers that every page carries and SecurityMiddleware does not know."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_OFF = (
    "accelerometer autoplay camera display-capture geolocation gyroscope hid "
    "identity-credentials-get idle-detection local-fonts magnetometer microphone midi payment "
    "picture-in-picture screen-wake-lock serial usb xr-spatial-tracking"
)
_SELF = "clipboard-write fullscreen publickey-credentials-create publickey-credentials-get"
PERMISSIONS_POLICY = ", ".join(
    [f"{name}=()" for name in _OFF.split()] + [f"{name}=(self)" for name in _SELF.split()]
)


class HeadersMiddleware:
    """Adds what is missing; a view that sets its own header keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the standing headers; signed-in pages are never stored by anyone."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow, noarchive")
        return response


def policy_with(changes: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the site's content security policy with some directives replaced."""
    return {**settings.SECURE_CSP, **changes}
