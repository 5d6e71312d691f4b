"""How allauth is bent to this product: no open sign-up, links from settings, mail by the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from districts.actions.accounts import send_password_link
from districts.actor import System
from districts.models import User
from spacesedu.lib import clock

_WRONG = _("These do not belong together. Check both and try again.")


VISITOR = System("visitor")
"""Somebody who is not signed in and asks for a link to an address's owner."""


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations and set-up links, never from a public form."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth asks so
        """Refuse every sign-up that no invitation began."""
        return False

    def get_login_stages(self) -> list[str]:
        """Replace the step that would lock out pupils without an e-mail."""
        ours = {
            "allauth.account.stages.EmailVerificationStage": "districts.stages.VerifiedAddressStage"
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def send_password_reset_mail(
        self,
        user: AbstractBaseUser,
        email: str,  # noqa: ARG002 -- the account's primary address is used
        context: dict[str, object],  # noqa: ARG002 -- holds the link, which is not to be stored
    ) -> None:
        """Queue the message; the link in it is derived when it is sent, so none is stored."""
        if isinstance(user, User):
            send_password_link(user=user, by=VISITOR, at=clock.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send nothing from within a request: whatever leaves, leaves through the outbox."""
        raise NotImplementedError(template_prefix)

    def build_absolute_uri(
        self,
        request: HttpRequest | None,  # noqa: ARG002 -- carries the Host header
        location: str,
    ) -> str:
        """Return an address on BASE_URL; the Host header is never trusted in mail."""
        return f"{settings.BASE_URL}{location}"
