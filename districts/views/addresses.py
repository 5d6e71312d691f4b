"""The e-mail addresses of one's own account."""

from allauth.account.models import EmailConfirmationHMAC
from allauth.account.views import ConfirmEmailView, EmailView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from districts.signing_in.own_account import with_address
from districts.signing_in.step_up import step_up

_show = EmailView.as_view()
_change = step_up(_show)


@require_http_methods(["GET", "HEAD", "POST"])
@with_address
def addresses(request: HttpRequest) -> HttpResponseBase:
    """Show the account's addresses; adding, removing and another main one ask again who it is."""
    return _change(request) if request.method == "POST" else _show(request)


class ConfirmAddress(ConfirmEmailView):
    """Confirms an address by the link from the mail: the page looks, the button acts.

    Only for the account that asked, signed in. Otherwise somebody could type in the address of
    another person and have them hand it over by a click.
    """

    def get_object(self, queryset: object = None) -> EmailConfirmationHMAC:
        """Return what is to be confirmed; 404 when it is somebody else's, used up or too old."""
        found: EmailConfirmationHMAC = super().get_object(queryset)  # type: ignore[no-untyped-call]
        if found.email_address.user_id != self.request.user.pk:
            raise Http404
        return found


confirm_address = require_http_methods(["GET", "HEAD", "POST"])(
    login_required(with_address(ConfirmAddress.as_view()))
)
