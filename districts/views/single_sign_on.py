"""Pages with a button that leads to an identity provider."""

from collections.abc import Callable

from allauth.socialaccount.views import ConnectionsView
from django.conf import settings
from django.http import HttpResponseBase
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

from districts.directory import identities_of
from districts.models import User
from spacesedu.lib.headers import policy_with
from spacesedu.lib.identity_providers import origins


def leads_out[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """Let the forms of a page lead to the configured providers.

    The button posts to us, we redirect; a browser counts that redirect as part of the form.
    """
    policy = policy_with({"form-action": [CSP.SELF, *origins(settings.OIDC_APPS)]})
    return csp_override(policy)(view)


class Connections(ConnectionsView):
    """One's own connected identities, and what else can be connected."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Name the connected ones by their provider: nothing else of them is kept."""
        assert isinstance(self.request.user, User)
        names = {one["provider_id"]: one["name"] for one in settings.OIDC_APPS}
        held = identities_of(self.request.user)
        context = {
            "connected": [
                {"id": pk, "name": names.get(provider, provider)} for pk, provider in held
            ],
            "providers": [
                one
                for one in settings.OIDC_APPS
                if one["provider_id"] not in {provider for _pk, provider in held}
            ],
        }
        return {**super().get_context_data(**kwargs), **context}


connections = Connections.as_view()
