"""One request to one address: resolved once, checked, and asked at that very address.

A name that resolves to a public address when it is checked and to a private one when it is used
would be a way into our own network; so it is resolved once. Nothing is followed from here.
"""

import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.utils.translation import gettext_lazy as _
from urllib3.exceptions import HTTPError, SSLError

from districts.sis.rest.cutting import Plain, Secure, cut_at
from districts.sis.rest.errors import BrokenLineError, RefusedAddressError, RestError
from districts.sis.rest.networks import may_be_asked

MOST_BYTES = 32 * 1024**2
CHUNK = 64 * 1024
CONNECT, SILENCE = 10.0, 30.0  # seconds
AGENT = "portfolios-oneroster/1"
PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``headers`` by name in lower case, ``body`` unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True)
class Wire:
    """How requests go out: whether private addresses are allowed, and how long one may take.

    ``resolve``, host and port → addresses, is the system's. ``trust`` says which certificates are
    believed.
    """

    private: bool = False
    seconds: float = 60
    resolve: Callable[[str, int], list[str]] = _resolve
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    pools: dict[tuple[str, str, int], urllib3.HTTPConnectionPool] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
        *,
        until: float = float("inf"),
    ) -> Answer:
        """Send one request and return its answer, whatever its status; follow nothing.

        Raises ``RefusedAddressError``, or ``RestError`` where no usable answer came in time: at
        ``until`` on the monotonic clock at the latest.
        """
        until = min(until, time.monotonic() + self.seconds)
        try:
            with cut_at(until):
                return self._asked(method, url, headers, body, until)
        except (HTTPError, OSError) as reason:
            _in_time(until)
            # A wrong certificate is a wrong value to Python; a line that breaks is none.
            if isinstance(reason, SSLError) and isinstance(reason.args[0], ValueError):
                raise RestError(_("The service’s certificate is not to be trusted.")) from None
            raise BrokenLineError from None
        except ValueError:
            # Where a header cannot be sent, Python's own message repeats it, secret and all.
            raise RestError(_("The address or the credentials cannot be sent as typed.")) from None

    def close(self) -> None:
        """Hang up."""
        for pool in self.pools.values():
            pool.close()
        self.pools.clear()

    def _asked(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        until: float,
    ) -> Answer:
        parts = urlsplit(url)
        pool = self._pool(parts, until)
        sent = {
            "Host": _host(parts) + (f":{parts.port}" if parts.port else ""),
            "User-Agent": AGENT,
            "Accept-Encoding": "gzip",
            **headers,
        }
        response = pool.urlopen(
            method,
            parts._replace(scheme="", netloc="", fragment="").geturl() or "/",
            body=body,
            headers=sent,
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=True,
            assert_same_host=False,
        )
        try:
            content = _read(response, until)
        except BaseException:
            response.close()
            raise
        response.release_conn()
        found = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, found, content)

    def _pool(self, parts: SplitResult, until: float) -> urllib3.HTTPConnectionPool:
        if parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
            raise RefusedAddressError(_("The address must begin with https://."))
        host, port = _host(parts).strip("[]"), parts.port or PORTS[parts.scheme]
        key = (parts.scheme, host, port)
        if key not in self.pools:
            address = self._checked(parts.scheme, host, port)
            _in_time(until)
            timeout = urllib3.Timeout(
                connect=min(CONNECT, self.seconds), read=min(SILENCE, self.seconds)
            )
            if parts.scheme == "http":
                pool = urllib3.HTTPConnectionPool(address, port, maxsize=1, timeout=timeout)
                pool.ConnectionCls = Plain
            else:
                pool = urllib3.HTTPSConnectionPool(
                    address,
                    port,
                    maxsize=1,
                    timeout=timeout,
                    ssl_context=self.trust(),
                    server_hostname=host,
                    assert_hostname=host,
                )
                pool.ConnectionCls = Secure
            self.pools[key] = pool
        return self.pools[key]

    def _checked(self, scheme: str, host: str, port: int) -> str:
        """Return the one address that is asked; every address of the name has to be allowed."""
        try:
            found = [ip_address(text.partition("%")[0]) for text in self.resolve(host, port)]
        except (OSError, ValueError):
            found = []
        if not found:
            raise RestError(_("There is no such address."))
        if not all(may_be_asked(address, private=self.private) for address in found):
            raise RefusedAddressError(
                _("The address lies inside a private network; Support has to allow it first.")
            )
        if scheme == "http" and not all(address.is_loopback for address in found):
            raise RefusedAddressError(_("The address must begin with https://."))
        return str(found[0])


def _host(parts: SplitResult) -> str:
    """Return the host as it stands in a request, letters of other scripts written in ASCII."""
    host = parts.hostname or ""
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode()


def _read(response: urllib3.BaseHTTPResponse, until: float) -> bytes:
    content = bytearray()
    while chunk := response.read1(CHUNK, decode_content=True):
        content += chunk
        if len(content) > MOST_BYTES:
            raise RestError(_("The service’s answer is larger than any page may be."))
        _in_time(until)
    _in_time(until)
    return bytes(content)


def _in_time(until: float) -> None:
    if time.monotonic() >= until:
        raise RestError(_("The service’s answer took too long."))
