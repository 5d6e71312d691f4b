"""A real OpenID provider on loopback, and somebody who signs in there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.http import HttpResponse
from django.test import Client
from oidc_provider_mock import run_server_in_thread
from pytest_django import Settings

ID = "school-id"


@dataclass(frozen=True, slots=True)
class Provider:
    """Where it listens."""

    url: str

    def knows(self, subject: str, **claims: str | bool) -> None:
        """Let the provider tell these claims of its user ``subject``."""
        requests.put(f"{self.url}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def sign_in(self, client: Client, subject: str, *, process: str = "login") -> HttpResponse:
        """Press our button, sign in over there, and come back: return our answer."""
        leave: Any = client.post(f"/accounts/single-sign-on/{ID}/?process={process}")
        assert leave.status_code == 302, leave.content
        assert leave["Location"].startswith(self.url)
        back = requests.post(
            leave["Location"], data={"sub": subject}, allow_redirects=False, timeout=5
        )
        url = urlsplit(back.headers["Location"])
        answer: Any = client.get(f"{url.path}?{url.query}")
        return answer  # type: ignore[no-any-return]


@pytest.fixture
def listening(socket_enabled: None) -> Iterator[str]:
    """Run the provider for one test: what it was told of people is forgotten."""
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(listening: str, settings: Settings) -> Provider:
    """Configure it as the installation's only one."""
    app = {
        "provider_id": ID,
        "name": "School ID",
        "client_id": "ours",
        "secret": "hidden",
        "settings": {"server_url": listening, "fetch_userinfo": True},
    }
    settings.OIDC_APPS = [app]
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    }
    return Provider(listening)
