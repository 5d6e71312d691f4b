"""How allauth is bent to this product: no open sign-up, links from settings, mail by the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from districts.actions.accounts import send_password_link
from districts.actions.front_door import send_link_to_nobody, send_sign_in_code
from districts.actor import System
from districts.models import User
from districts.signing_in.safety_hooks import SafetyHooks
from districts.signing_in.sign_in_code import new_nonce
from districts.signing_in.sign_ins import on_shared_device
from districts.signing_in.step_up import is_fresh
from spacesedu.lib import clock

_WRONG = _("The e-mail or username and the password do not match. Check both and try again.")


VISITOR = System("visitor")
"""Somebody who is not signed in and asks for a link to an address's owner."""


class UnknownLetterError(LookupError):
    """allauth asked for an e-mail that this product does not write."""


class AccountAdapter(SafetyHooks, DefaultAccountAdapter):
    """Accounts come from invitations and set-up links, never from a public form."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _WRONG,
        "username_password_mismatch": _WRONG,
        "incorrect_code": _("This code does not fit. Look again, or ask for another one."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth asks so
        """Refuse every sign-up that no invitation began."""
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the page that says to close the window, where others use the device too."""
        if on_shared_device(request.session):
            return reverse("account_signed_out")
        url: str = super().get_logout_redirect_url(request)
        return url

    def get_login_stages(self) -> list[str]:
        """Replace the step that would lock out pupils without an e-mail."""
        ours = {
            "allauth.account.stages.EmailVerificationStage": (
                "districts.signing_in.stages.VerifiedAddressStage"
            )
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:  # noqa: ARG002
        """Ask again only after ten minutes, as ``step_up`` does: signing in counts."""
        return not is_fresh(context.request)

    def send_password_reset_mail(
        self,
        user: AbstractBaseUser | None,
        email: str,
        context: dict[str, object],  # noqa: ARG002 -- holds the link, which is not to be stored
    ) -> None:
        """Queue the message; the link in it is derived when it is sent, so none is stored.

        It goes to the account's primary address. Nobody's address costs the same work.
        """
        if isinstance(user, User):
            send_password_link(user=user, by=VISITOR, at=clock.now())
        else:
            send_link_to_nobody(email=email, by=VISITOR, at=clock.now())

    def generate_login_code(self) -> str:
        """Return a nonce: all that session and outbox keep of the code, see ``sign_in_code``."""
        return new_nonce(clock.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send nothing from within a request: whatever leaves, leaves through the outbox."""
        if template_prefix == "account/email/login_code":
            send_sign_in_code(email=email, nonce=str(context["code"]), by=VISITOR, at=clock.now())
            return
        raise UnknownLetterError(template_prefix)

    def build_absolute_uri(
        self,
        request: HttpRequest | None,  # noqa: ARG002 -- carries the Host header
        location: str,
    ) -> str:
        """Return an address on BASE_URL; the Host header is never trusted in mail."""
        return f"{settings.BASE_URL}{location}"
