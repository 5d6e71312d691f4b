"""How a request says who asks: a token that stays, a token for an hour, or a signature."""

import json
import time
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from django.utils.translation import gettext_lazy as _
from oauthlib import oauth1

from districts.sis.rest.errors import RestError
from districts.sis.rest.provider import SCOPES, Bearer, ClientCredentials, OAuth1, Provider
from districts.sis.rest.wire import Answer, Wire

OK = 200
NOT_SO = {400, 401}
EARLY = 30  # seconds before its end that a token is no longer used
AN_HOUR = 3600
METHODS = ("HMAC-SHA256", "HMAC-SHA1")


@dataclass
class Signer:
    """Makes the ``Authorization`` of each request, and keeps the token of the hour.

    ``ends`` is when nothing is asked any more, on the monotonic clock.
    """

    provider: Provider
    wire: Wire
    ends: float = float("inf")
    token: str = field(default="", repr=False)
    until: float = 0
    method: str = METHODS[0]

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must stand in no sentence."""
        match self.provider.auth:
            case Bearer(token):
                return (token,)
            case OAuth1() as pair:
                return (pair.secret,)
            case ClientCredentials() as client:
                return (client.secret, self.token)

    def header(self, method: str, url: str) -> str:
        """Return the header's value for one request."""
        match self.provider.auth:
            case Bearer(token):
                return f"Bearer {token}"
            case OAuth1() as pair:
                return self._signed(pair, method, url)
            case ClientCredentials() as client:
                if time.monotonic() >= self.until:
                    self._fetch(client)
                return f"Bearer {self.token}"

    def renew(self) -> bool:
        """Be ready to say it another way; False where there is none.

        The token of the hour is fetched anew; a signature is made in the other of two ways, where
        nobody has said which one a service wants.
        """
        match self.provider.auth:
            case ClientCredentials():
                self.until = 0
                return True
            case OAuth1(method=""):
                self.method = METHODS[1 - METHODS.index(self.method)]
                return True
            case _:
                return False

    def _signed(self, pair: OAuth1, method: str, url: str) -> str:
        client = oauth1.Client(
            pair.key, client_secret=pair.secret, signature_method=pair.method or self.method
        )
        try:
            _url, headers, _body = client.sign(url, http_method=method)
        except ValueError:
            raise RestError(_("The service’s address cannot be signed.")) from None
        return str(headers["Authorization"])

    def _fetch(self, client: ClientCredentials) -> None:
        answer = self._asked_for_token(client, in_form=False)
        if answer.status in NOT_SO:
            # Some services read the pair in the form alone.
            answer = self._asked_for_token(client, in_form=True)
        if answer.status != OK:
            raise RestError(
                _("The service did not accept the credentials (status %d).") % answer.status,
                status=answer.status,
            )
        try:
            told = json.loads(answer.body)
            token, seconds = told["access_token"], float(told.get("expires_in") or AN_HOUR)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
            token, seconds = None, 0.0
        if not isinstance(token, str) or not (token.isascii() and token.isprintable() and token):
            raise RestError(_("The service gave no token."))
        self.token, self.until = token, time.monotonic() + max(seconds - EARLY, 1)

    def _asked_for_token(self, client: ClientCredentials, *, in_form: bool) -> Answer:
        form = {"grant_type": "client_credentials", "scope": SCOPES[self.provider.version]}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
        }
        if in_form:
            form |= {"client_id": client.client_id, "client_secret": client.secret}
        else:
            pair = f"{quote(client.client_id, safe='')}:{quote(client.secret, safe='')}"
            headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        return self.wire.ask(
            "POST", client.token_url, headers, urlencode(form).encode(), until=self.ends
        )
