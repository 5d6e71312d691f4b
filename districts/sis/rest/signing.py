"""How a request says who asks: a token that stays, a token for an hour, or a signature."""

import json
import time
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _
from oauthlib import oauth1

from districts.sis.rest.errors import RestError
from districts.sis.rest.provider import SCOPES, Bearer, ClientCredentials, OAuth1, Provider
from districts.sis.rest.wire import Wire

OK = 200
EARLY = 30  # seconds before its end that a token is no longer used
AN_HOUR = 3600


@dataclass
class Signer:
    """Makes the ``Authorization`` of each request, and keeps the token of the hour."""

    provider: Provider
    wire: Wire
    token: str = ""
    until: float = 0

    def header(self, method: str, url: str) -> str:
        """Return the header's value for one request."""
        match self.provider.auth:
            case Bearer(token):
                return f"Bearer {token}"
            case OAuth1() as pair:
                client = oauth1.Client(
                    pair.key, client_secret=pair.secret, signature_method=pair.method
                )
                _url, headers, _body = client.sign(url, http_method=method)
                return str(headers["Authorization"])
            case ClientCredentials() as client:
                if time.monotonic() >= self.until:
                    self._fetch(client)
                return f"Bearer {self.token}"

    def renew(self) -> bool:
        """Throw the token of the hour away; False where there is none to be had anew."""
        self.until = 0
        return isinstance(self.provider.auth, ClientCredentials)

    def _fetch(self, client: ClientCredentials) -> None:
        pair = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}"
        form = {"grant_type": "client_credentials", "scope": SCOPES[self.provider.version]}
        answer = self.wire.ask(
            "POST",
            client.token_url,
            {
                "Authorization": f"Basic {b64encode(pair.encode()).decode()}",
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
            },
            urlencode(form).encode(),
        )
        if answer.status != OK:
            raise RestError(
                _("The service did not accept the credentials (status %d).") % answer.status,
                status=answer.status,
            )
        try:
            told = json.loads(answer.body)
            token, seconds = told["access_token"], float(told.get("expires_in") or AN_HOUR)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as reason:
            raise RestError(_("The service gave no token.")) from reason
        if not isinstance(token, str) or not token.isprintable():
            raise RestError(_("The service gave no token."))
        self.token, self.until = token, time.monotonic() + max(seconds - EARLY, 1)
