"""Whoever a test signs in has just shown who they are, as if they had come by the front door."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from districts.models import User


def note(sender: type[User], request: HttpRequest, user: User, **kwargs: object) -> None:
    """Write into the session what allauth writes at a real sign-in."""
    if "account_authentication_methods" not in request.session:
        record_authentication(request, user, method="password")


def everybody_is_fresh() -> None:
    """Do so for ``force_login`` in every test."""
    user_logged_in.connect(note, dispatch_uid="tests.harness.fresh")
