"""One request to one address: resolved once, checked, and asked at that very address.

A name that resolves to a public address when it is checked and to a private one when it is used
would be a way into our own network; so it is resolved once. Nothing is followed from here.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.utils.translation import gettext_lazy as _
from urllib3.exceptions import HTTPError

from districts.sis.rest.errors import BrokenLineError, RefusedAddressError, RestError

MOST_BYTES = 32 * 1024**2
CHUNK = 64 * 1024
AGENT = "portfolios-oneroster/1"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {"https": 443, "http": 80}

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


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

    ``resolve``, host and port → addresses, is the system's.
    """

    private: bool = False
    seconds: float = 60
    resolve: Callable[[str, int], list[str]] = _resolve
    pools: dict[tuple[str, str, int], urllib3.HTTPConnectionPool] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
    ) -> Answer:
        """Send one request and return its answer, whatever its status; follow nothing.

        Raises ``RefusedAddressError``, or ``RestError`` where no usable answer came in time.
        """
        parts = urlsplit(url)
        pool = self._pool(parts)
        until = time.monotonic() + self.seconds
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        sent = {
            "Host": parts.netloc.rpartition("@")[2],
            "User-Agent": AGENT,
            "Accept-Encoding": "gzip",
            **headers,
        }
        try:
            response = pool.urlopen(
                method,
                path,
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
            finally:
                response.close()
        except (HTTPError, OSError) as reason:
            raise BrokenLineError from reason
        found = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, found, content)

    def _pool(self, parts: SplitResult) -> urllib3.HTTPConnectionPool:
        if parts.scheme not in _PORTS or not parts.hostname or parts.username:
            raise RefusedAddressError(_("The address must begin with https://."))
        port = parts.port or _PORTS[parts.scheme]
        key = (parts.scheme, parts.hostname, port)
        if key not in self.pools:
            address = self._checked(parts, port)
            timeout = urllib3.Timeout(connect=10, read=30)
            if parts.scheme == "http":
                self.pools[key] = urllib3.HTTPConnectionPool(
                    address, port, maxsize=1, timeout=timeout
                )
            else:
                self.pools[key] = urllib3.HTTPSConnectionPool(
                    address,
                    port,
                    maxsize=1,
                    timeout=timeout,
                    ssl_context=ssl.create_default_context(),
                    server_hostname=parts.hostname,
                    assert_hostname=parts.hostname,
                )
        return self.pools[key]

    def _checked(self, parts: SplitResult, port: int) -> str:
        """Return the one address that is asked; every address of the name has to be allowed."""
        host = parts.hostname or ""
        try:
            found = [
                ipaddress.ip_address(text.partition("%")[0]) for text in self.resolve(host, port)
            ]
        except (OSError, ValueError) as reason:
            raise RestError(_("There is no such address.")) from reason
        if not found:
            raise RestError(_("There is no such address."))
        if not self.private and not all(map(is_public, found)):
            raise RefusedAddressError(
                _("The address lies inside a private network; Support has to allow it first.")
            )
        if parts.scheme == "http" and not all(address.is_loopback for address in found):
            raise RefusedAddressError(_("The address must begin with https://."))
        return str(found[0])


def is_public(address: Address) -> bool:
    """Tell whether an address is somewhere on the internet, also when it is wrapped in another."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo:
            return False
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _read(response: urllib3.BaseHTTPResponse, until: float) -> bytes:
    content = bytearray()
    while chunk := response.read1(CHUNK, decode_content=True):
        content += chunk
        if len(content) > MOST_BYTES:
            raise RestError(_("The service’s answer is larger than any page may be."))
        if time.monotonic() > until:
            raise RestError(_("The service’s answer took too long."))
    return bytes(content)
