"""How allauth's single sign-on is bent to this product: trusted domains, no merging, no sign-up."""

from typing import TYPE_CHECKING

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render

from districts.actions.identities import admit, check_known, check_own
from districts.actor import System
from districts.models import User
from districts.signing_in.identity import Identity, UntrustedIdentityError, identity
from spacesedu.lib import clock

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin

SINGLE_SIGN_ON = System("single sign-on")
"""An identity provider that vouches for somebody who is not signed in yet."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Lets in whom a verified domain vouches for; everybody else reads why not."""

    def pre_social_login(self, request: HttpRequest, sociallogin: "SocialLogin") -> None:
        """Decide before anything is signed in, created or connected."""
        said = sociallogin.account.extra_data
        # What the provider tells of a person is not ours to keep; allauth has saved it just now.
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])
        try:
            self._decide(request, sociallogin, identity(said))
        except UntrustedIdentityError as refusal:
            page = render(request, "socialaccount/refused.html", {"reason": refusal}, status=403)
            raise ImmediateHttpResponse(page) from None

    def is_open_for_signup(
        self,
        request: HttpRequest,  # noqa: ARG002 -- allauth asks so
        sociallogin: "SocialLogin",  # noqa: ARG002
    ) -> bool:
        """Refuse: accounts are made in ``pre_social_login``, or not at all."""
        return False

    def _decide(self, request: HttpRequest, sociallogin: "SocialLogin", who: Identity) -> None:
        if sociallogin.is_existing:
            assert isinstance(sociallogin.user, User)
            check_known(user=sociallogin.user, identity=who)
        elif sociallogin.state.get("process") == AuthProcess.CONNECT:
            if isinstance(request.user, User):
                check_own(user=request.user, identity=who)
        else:
            user = admit(identity=who, by=SINGLE_SIGN_ON, at=clock.now())
            sociallogin.connect(request, user)
