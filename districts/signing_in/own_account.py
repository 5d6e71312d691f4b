"""Pages of one's own account that need an e-mail address: without one they do not exist.

A pupil with a username signs in with what the district gave them. They can add no address, no
second factor and no other account: there would be no way to tell them of it, and none to help them
out again. Nor can they choose a password: whoever found a card would keep the account by it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import Http404, HttpRequest, HttpResponseBase

from districts.models import User

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def has_address(user: object) -> bool:
    """Tell whether this is an account with an e-mail address."""
    return isinstance(user, User) and user.email is not None


def with_address[**P](view: View[P]) -> View[P]:
    """Answer 404 to an account without an e-mail address."""

    @wraps(view)
    def only(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not has_address(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return only
