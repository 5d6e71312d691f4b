"""The sign-in pages: the general one, and a district's own, where a username is typed bare."""

from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import translation
from django.views.decorators.http import require_http_methods

from districts.directory import district_at, trusted_issuers
from districts.language import browser_language
from districts.signing_in.forms import SignInForm
from districts.views.single_sign_on import leads_out


class SignIn(LoginView):
    """The general page, with a button for every identity provider of the installation."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Offer the providers."""
        return {**super().get_context_data(**kwargs), "providers": settings.OIDC_APPS}


class DistrictSignIn(LoginView):
    """The general sign-in page under the district's name: cards and schools hand this one out."""

    def setup(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        """Find the district before anything else happens; an unknown one is 404."""
        super().setup(request, *args, **kwargs)
        self.district = district_at(str(kwargs["slug"]))
        if self.district is None:
            raise Http404
        wished = browser_language(request, self.district.languages)
        translation.activate(wished or self.district.language)

    def get_form(self, form_class: type[SignInForm] | None = None) -> SignInForm:
        """Tell the form whose bare usernames these are."""
        form: SignInForm = super().get_form(form_class)  # type: ignore[no-untyped-call]
        form.district_slug = self.kwargs["slug"]
        return form

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Name the district on the page, and offer the providers it trusts."""
        assert self.district is not None
        trusted = trusted_issuers(self.district)
        providers = [one for one in settings.OIDC_APPS if one["settings"]["server_url"] in trusted]
        context = {"district": self.district, "providers": providers}
        return {**super().get_context_data(**kwargs), **context}


# allauth's views would take a PUT for a POST.
_METHODS = require_http_methods(["GET", "HEAD", "POST"])
sign_in = _METHODS(leads_out(SignIn.as_view()))
district_sign_in = _METHODS(leads_out(DistrictSignIn.as_view()))
