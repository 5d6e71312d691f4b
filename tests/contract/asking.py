"""Asking for addresses as one person after the other, in one world that stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from districts.acting import SESSION_KEY
from tests.contract.access_table import PERSONAS
from tests.contract.addresses import Address, url
from tests.contract.forms import filled_in
from tests.districts.factors import an_hour_passes
from tests.world import Cast, World

SIGN_IN = "/accounts/login/"
_READ = "_read_by_the_test"
# What the addresses of uploads want to hear; nobody else listens.
TUS = {"Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Offset": "0"}


@dataclass(frozen=True, slots=True)
class Asker:
    """Everybody is signed in on two screens; whatever a request does is taken back.

    On one of them they have just shown who they are, on the other one an hour ago.
    """

    world: World
    sessions: dict[str, str]
    left_alone: dict[str, str]

    def status(
        self, who: str, method: str, address: Address, *, strange: bool = False, alone: bool = False
    ) -> str:
        """Return the status somebody gets, or ``in`` for being sent to sign in."""
        response = self.response(who, method, address, strange=strange, alone=alone)
        if response.status_code == 302 and response["Location"].startswith(SIGN_IN):
            return "in"
        # Who had typed something reads it on the way.
        if response.status_code == 403 and f'href="{SIGN_IN}'.encode() in response.content:
            return "in"
        return str(response.status_code)

    def response(
        self,
        who: str,
        method: str,
        address: Address,
        *,
        of: Cast | None = None,
        strange: bool = False,
        alone: bool = False,
        query: Mapping[str, object] | None = None,
    ) -> HttpResponse:
        """Return the answer at an address of Gold Trail, or of another cast.

        ``alone`` is the screen of an hour ago. ``read`` tells all of the answer, also of a file and
        of an export.
        """
        client = Client(headers=TUS)
        if who in self.sessions:
            screens = self.left_alone if alone else self.sessions
            client.cookies[settings.SESSION_COOKIE_NAME] = screens[who]
        with transaction.atomic():
            path = url(address, of or self.world, strange=strange)
            data = filled_in(address.name, self.world) if method == "POST" else query
            response: HttpResponse = getattr(client, method.lower())(path, data)
            # A file is closed, and an export at its end, once it has been read.
            setattr(response, _READ, response.getvalue())
            transaction.set_rollback(True)
        return response


def read(response: HttpResponse) -> str:
    """Return all of an answer, also of a file and of an export."""
    body: bytes = getattr(response, _READ)
    return body.decode(errors="replace")


def sign_everybody_in(world: World, *, left_alone: bool = False) -> dict[str, str]:
    """Return persona → session key; everybody has seen a page, so that their sign-in has begun.

    Otherwise each request would begin it once more, and that would be taken back with the rest.
    """
    keys = {}
    for who in PERSONAS[1:]:
        person = attrgetter(who)(world)
        client = Client()
        client.force_login(person.user)
        session = client.session
        session[SESSION_KEY] = person.actor.key
        session.save()
        client.get("/")
        if left_alone:
            an_hour_passes(client)
        keys[who] = str(session.session_key)
    return keys
