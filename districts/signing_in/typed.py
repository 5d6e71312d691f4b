"""What somebody had typed into a form that could not be taken: shown to them once more."""

from django.http import HttpRequest

# Never shown again, whatever a form calls it.
_SECRET = ("password", "code", "token", "csrf")


def what_was_sent(request: HttpRequest) -> dict[str, object]:
    """Return ``typed``, the sentences, and ``files``, which have to be chosen again."""
    return {"typed": _sentences(request), "files": request.FILES}


def from_own_page(request: HttpRequest) -> bool:
    """Tell whether one of our own pages sent it: no other site's words are ever shown here."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == own


def by_a_person(request: HttpRequest) -> bool:
    """Tell whether a browser sent a form to show what comes back, and not a script in a page."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def _sentences(request: HttpRequest) -> list[str]:
    """Return the sentences somebody wrote; choices, ids and anything secret stay out."""
    return [
        value
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in _SECRET)
        for value in values
        if len(value.split()) > 1
    ]
