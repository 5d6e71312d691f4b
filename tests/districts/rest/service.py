"""A OneRoster service on loopback: well-behaved, but for what a test makes of it."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from districts.sis.rest import Bearer, Provider

PATH = "/ims/oneroster/v1p1/"
TOKEN = "t0ken"  # noqa: S105 -- of this service alone
SECRET = "s3cret/+ &"  # noqa: S105 -- with signs that have to be quoted

type Item = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One request as the service saw it."""

    collection: str
    limit: int
    offset: int
    url: str
    headers: dict[str, str]
    count: int
    """How many requests for this collection there were before."""


@dataclass
class Reply:
    """What is sent back; ``body`` bytes are sent as they are."""

    body: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


type Twist = Callable[["Service", Asked, Reply], Reply | None]


@dataclass
class Service:
    """Collections and how they are given out. ``clamp``: the most rows of a page."""

    items: dict[str, list[Item]]
    clamp: int = 3
    twist: Twist | None = None
    authorize: Callable[["Service", Asked], bool] | None = None
    tokens: int = 0
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def provider(self) -> Provider:
        return Provider(self.origin, "1.1", Bearer(TOKEN), private=True)

    def token(self) -> Reply:
        """Give another token each time."""
        self.tokens += 1
        return Reply({"access_token": f"{TOKEN}{self.tokens}", "expires_in": 3600})

    def reply(self, asked: Asked) -> Reply:
        """Return a page, as the specification has it, then as the test twists it."""
        rows = self.items.get(asked.collection)
        if rows is None:
            return Reply({"imsx_codeMajor": "failure"}, 404)
        size = min(asked.limit, self.clamp)
        page = rows[asked.offset : asked.offset + size]
        good = Reply({asked.collection: page}, headers={"X-Total-Count": str(len(rows))})
        twisted = self.twist(self, asked, good) if self.twist else None
        return twisted or good


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    """Serve it for as long as it is needed."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            name = parts.path.rsplit("/", 1)[-1]
            asked = Asked(
                name,
                int(query.get("limit", ["100"])[0]),
                int(query.get("offset", ["0"])[0]),
                service.origin + self.path,
                {key.lower(): value for key, value in self.headers.items()},
                sum(one.collection == name for one in service.asked),
            )
            service.asked.append(asked)
            allowed = service.authorize(service, asked) if service.authorize else True
            self._send(service.reply(asked) if allowed else Reply({"error": "no"}, 401))

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._send(service.token())

        def _send(self, reply: Reply) -> None:
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            headers = {"Content-Length": str(len(body)), "Connection": "close", **reply.headers}
            for key, value in headers.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- theirs
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def school() -> Service:
    """Return a service with a school, 5 students, a teacher, a parent and a class."""
    org = [{"sourcedId": "maple", "name": "Maple", "type": "school", "identifier": "100"}]
    users = [
        _user(
            f"s{n}",
            "student",
            grades=["03"],
            identifier=f"90{n}",
            agents=_refs("p0")[n:],
        )
        for n in range(5)
    ]
    users += [_user("t0", "teacher"), _user("p0", "parent", orgs=[], agents=_refs("s1"))]
    group = {"sourcedId": "c0", "title": "Division 1", "grades": ["03"], **_ref("school", "maple")}
    seats = [
        {
            "sourcedId": f"e-{name}",
            "role": "teacher" if name == "t0" else "student",
            "primary": name == "t0",
            **_ref("class", "c0"),
            **_ref("school", "maple"),
            **_ref("user", name),
        }
        for name in ["t0", *(f"s{n}" for n in range(5))]
    ]
    return Service(
        {
            "orgs": org,
            "academicSessions": [],
            "courses": [],
            "classes": [group],
            "users": users,
            "enrollments": seats,
        }
    )


def _user(name: str, role: str, **more: object) -> Item:
    return {
        "sourcedId": name,
        "status": "active",
        "enabledUser": "true",
        "role": role,
        "orgs": _refs("maple"),
        "username": name,
        "givenName": "Élodie",
        "familyName": f"Roy {name}",
        "email": f"{name}@people.example",
        "password": SECRET,
        "metadata": {"birthDate": "2015-02-03"},
        **more,
    }


def _ref(key: str, name: str) -> Item:
    return {key: {"href": f"x/{name}", "sourcedId": name, "type": key}}


def _refs(*names: str) -> list[Item]:
    return [_ref("x", name)["x"] for name in names]


def signed(secret: str, method: str) -> Callable[[Service, Asked], bool]:
    """Return a check that a request is signed with ``secret``, by an implementation of its own."""

    def check(_service: Service, asked: Asked) -> bool:
        header = asked.headers["authorization"]
        given = dict(
            part.strip().removesuffix('"').split('="', 1)
            for part in header.removeprefix("OAuth ").split(",")
        )
        pairs = [
            *((key, unquote(value)) for key, value in given.items()),
            *((key, value) for key, [value] in parse_qs(urlsplit(asked.url).query).items()),
        ]
        return _signature(asked.url, pairs, secret, method) == dict(pairs)["oauth_signature"]

    return check


def _signature(url: str, pairs: list[tuple[str, str]], secret: str, method: str) -> str:
    """Return the signature as RFC 5849 writes it down, without anybody's library."""

    def escaped(text: str) -> str:
        return quote(text, safe="-._~")

    signed_too = [pair for pair in pairs if pair[0] != "oauth_signature"]
    listed = sorted((escaped(key), escaped(value)) for key, value in signed_too)
    joined = "&".join(f"{key}={value}" for key, value in listed)
    base = "&".join(map(escaped, ("GET", url.split("?", maxsplit=1)[0], joined)))
    kind = {"HMAC-SHA1": hashlib.sha1, "HMAC-SHA256": hashlib.sha256}[method]
    key = f"{escaped(secret)}&"
    return base64.b64encode(hmac.new(key.encode(), base.encode(), kind).digest()).decode()
