"""The step of signing in that asks for a confirmed e-mail address, without locking pupils out."""

from allauth.account.stages import EmailVerificationStage
from allauth.account.utils import has_verified_email
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class VerifiedAddressStage(EmailVerificationStage):
    """Asks only those who signed in by e-mail.

    allauth's own step asks everybody for a confirmed address; a pupil who signs in with the
    username their district gave has none, and must not be asked to add one.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Go on with a username, or with a confirmed address."""
        if not self.login.email or has_verified_email(self.login.user, self.login.email):
            return None, True
        messages.error(
            self.request, _("This address is not confirmed. Ask your school for a link.")
        )
        return redirect("account_login"), False
