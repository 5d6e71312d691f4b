"""A district's own sign-in page, where a username is typed bare."""

from allauth.account.views import LoginView
from django.http import Http404, HttpRequest
from django.views.decorators.http import require_http_methods

from districts.directory import district_at
from districts.forms import SignInForm


class DistrictSignIn(LoginView):
    """The general sign-in page under the district's name: cards and schools hand this one out."""

    def setup(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        """Find the district before anything else happens; an unknown one is 404."""
        super().setup(request, *args, **kwargs)
        self.district = district_at(str(kwargs["slug"]))
        if self.district is None:
            raise Http404

    def get_form(self, form_class: type[SignInForm] | None = None) -> SignInForm:
        """Tell the form whose bare usernames these are."""
        form: SignInForm = super().get_form(form_class)  # type: ignore[no-untyped-call]
        form.district_slug = self.kwargs["slug"]
        return form

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Name the district on the page."""
        return {**super().get_context_data(**kwargs), "district": self.district}


# allauth's view would take a PUT for a POST.
district_sign_in = require_http_methods(["GET", "HEAD", "POST"])(DistrictSignIn.as_view())
