"""How allauth is bent to this product: no open sign-up, links from settings, mail as it is."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations and set-up links, never from a public form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse every sign-up that no invitation began."""
        return False

    def build_absolute_uri(self, request: HttpRequest | None, location: str) -> str:
        """Return an address on BASE_URL; the Host header is never trusted in mail."""
        return f"{settings.BASE_URL}{location}"
