"""The form of a connection that fetches from a OneRoster service: how that is asked."""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from django import forms
from django.utils.functional import Promise, lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actions.connections import Service
from districts.imports.connection_form import PLAIN, ConnectionForm, Sent
from districts.models import ProviderAuth, School, SisConnection, SisProvider
from districts.sis.rest.networks import may_be_asked
from districts.sis.sealed import Credentials, seal

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def _words_of_each(*labels: Promise | str) -> SafeString:
    """Return a label for each way to sign in, in the order of the choices."""
    ways = (ProviderAuth.CLIENT_CREDENTIALS, ProviderAuth.OAUTH1, ProviderAuth.BEARER)
    spans = zip(ways, labels, strict=False)
    return format_html_join(" ", '<span class="source__way" data-way="{}">{}</span>', spans)


# The page shows the words of the way that is chosen; where it cannot, all of them.
_either = lazy(_words_of_each, SafeString)


class PullForm(ConnectionForm):
    """A OneRoster service besides. Credentials go in and are never shown again."""

    base_url = forms.CharField(
        label=gettext_lazy("Address of the service"),
        max_length=500,
        widget=forms.URLInput(attrs={**PLAIN, "placeholder": "https://"}),
        help_text=gettext_lazy(
            "Like https://oneroster.example.org, without a path unless your provider says so. An "
            "address inside your own network is asked only once Support has allowed it for this "
            "connection."
        ),
    )
    version = forms.ChoiceField(
        label=gettext_lazy("OneRoster version"),
        choices=[("1.2", "1.2"), ("1.1", "1.1")],
        widget=forms.RadioSelect,
        initial="1.2",
    )
    auth = forms.ChoiceField(
        label=gettext_lazy("How we sign in there"),
        choices=[
            (ProviderAuth.CLIENT_CREDENTIALS, gettext_lazy("OAuth 2: client id and secret")),
            (ProviderAuth.OAUTH1, gettext_lazy("OAuth 1.0a: consumer key and secret")),
            (ProviderAuth.BEARER, gettext_lazy("A fixed token")),
        ],
        widget=forms.RadioSelect,
        initial=ProviderAuth.CLIENT_CREDENTIALS,
    )
    token_url = forms.CharField(
        label=gettext_lazy("Address for tokens"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={**PLAIN, "placeholder": "https://"}),
        help_text=gettext_lazy("For OAuth 2 alone."),
    )
    key = forms.CharField(
        label=_either(gettext_lazy("Client id"), gettext_lazy("Consumer key")),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=PLAIN),
    )
    secret = forms.CharField(
        label=_either(
            gettext_lazy("Client secret"), gettext_lazy("Consumer secret"), gettext_lazy("Token")
        ),
        required=False,
        max_length=2000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(
        self,
        data: Sent = None,
        *,
        schools: Iterable[School],
        whole_district: bool,
        connection: SisConnection | None = None,
        provider: SisProvider | None = None,
    ) -> None:
        """Begin with the service as it is, without its credentials."""
        super().__init__(
            data, schools=schools, whole_district=whole_district, connection=connection
        )
        if provider is not None:
            for name in ("base_url", "version", "auth", "token_url"):
                self.initial[name] = getattr(provider, name)
            for name in ("key", "secret"):
                self.fields[name].help_text = _(
                    "It is stored and not shown again. Leave this empty to keep it."
                )
            if _waits_for_support(provider):
                self.fields["base_url"].help_text = _(
                    "This address is inside your own network. Nothing is fetched until Support "
                    "has allowed it for this connection: please write to them."
                )
        auth = self["auth"].value()
        self.fields["token_url"].required = auth == ProviderAuth.CLIENT_CREDENTIALS
        self.fields["key"].required = provider is None and auth != ProviderAuth.BEARER
        self.fields["secret"].required = provider is None

    def clean_base_url(self) -> str:
        """Take an https address; http on this machine alone."""
        return _address(self.cleaned_data["base_url"])

    def clean_token_url(self) -> str:
        """Take an https address, or none."""
        typed = self.cleaned_data["token_url"]
        return _address(typed) if typed else ""

    def clean(self) -> None:
        """Key and secret go together: one of them anew, both anew."""
        said: Mapping[str, str] = self.cleaned_data
        if said.get("auth") == ProviderAuth.BEARER or self.errors.keys() & {"key", "secret"}:
            return
        if said.get("secret") and not said.get("key"):
            self.add_error("key", _("Type the client id or consumer key that belongs to it."))
        if said.get("key") and not said.get("secret"):
            self.add_error("secret", _("Type the secret that belongs to it."))

    @property
    def service(self) -> Service:
        """Return how the service is asked; without credentials where none were typed."""
        said = self.cleaned_data
        oauth2 = said["auth"] == ProviderAuth.CLIENT_CREDENTIALS
        bearer = said["auth"] == ProviderAuth.BEARER
        typed = Credentials("" if bearer else said["key"], said["secret"])
        return Service(
            base_url=said["base_url"],
            token_url=said["token_url"] if oauth2 else "",
            version=said["version"],
            auth=said["auth"],
            sealed=seal(typed) if said["secret"] else None,
        )


def _waits_for_support(provider: SisProvider) -> bool:
    """Tell whether an address can be seen to be a private one, and is not allowed yet."""
    hosts = (urlsplit(url).hostname or "" for url in (provider.base_url, provider.token_url))
    return not provider.private_host_by and any(map(_inside, hosts))


def _inside(host: str) -> bool:
    """Tell of an address; what a name stands for is looked up when it is asked, and only then."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost"
    return may_be_asked(address, private=True) and not may_be_asked(address, private=False)


def _address(typed: str) -> str:
    """Return an address that a service may have; who is asked stands in it, never a password."""
    try:
        url = urlsplit(typed.strip())
        port = url.port
    except ValueError:
        url, port = urlsplit(""), None
    secure = url.scheme == "https" or (url.scheme == "http" and url.hostname in _LOOPBACK)
    if (
        not secure
        or not url.hostname
        or "@" in url.netloc
        or url.query
        or url.fragment
        or port == 0
    ):
        raise forms.ValidationError(_("Type an address that begins with https://."))
    return url.geturl().rstrip("/")
