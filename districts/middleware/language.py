"""Pages speak the account's language, else its district's, else the browser's.

The browser's is the one chosen there on a sign-in page, else the first of its settings.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from districts.acting import current
from districts.language import speak_to
from districts.models import User
from spacesedu.lib.visitors import knows_nobody


class LanguageMiddleware:
    """Stands where Django's LocaleMiddleware would: behind the session, before everything drawn.

    What a visitor sees speaks the browser's language until its view knows better: a public page
    the visitor's choice, a district's sign-in page one of the district's. Nobody is asked for
    there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, in the browser's language until the view is known."""
        with translation.override(translation.get_language_from_request(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ["Accept-Language"])
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[object, ...],  # noqa: ARG002 -- Django's signature
        kwargs: dict[str, object],  # noqa: ARG002
    ) -> None:
        """Change to the language of whoever is signed in."""
        if knows_nobody(view) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        # The type tells an account from nobody; asking it may end an old session.
        user = request.user
        if user.is_authenticated and isinstance(user, User):
            speak_to(user, current(request))
