"""What an operator may write into OIDC_PROVIDERS."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from spacesedu.lib.identity_providers import origins, providers

TENANT = "11111111-2222-3333-4444-555555555555"
KEYS = {"client_id": "ours", "secret": "hidden"}


def read(*entries: object, local: bool = False) -> list[dict[str, object]]:
    return providers(json.dumps(entries), local=local)


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ({"id": "google"}, "https://accounts.google.com"),
        (
            {"id": "microsoft-maple", "tenant": TENANT},
            f"https://login.microsoftonline.com/{TENANT}/v2.0",
        ),
        ({"id": "classlink"}, "https://launchpad.classlink.com"),
        ({"id": "clever"}, "https://clever.com"),
        ({"id": "own", "server_url": "https://id.example.org/"}, "https://id.example.org"),
    ],
)
def test_a_known_provider_needs_no_address(entry: dict[str, str], url: str) -> None:
    (app,) = providers(json.dumps([entry | KEYS]), local=False)
    assert app["settings"]["server_url"] == url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("google", "not JSON"),
        ("{}", "list of objects"),
        ('["google"]', "list of objects"),
        ('[{"id": "Google!"}]', "not an id"),
        ('[{"id": "google"}]', "client_id and secret"),
        (json.dumps([{"id": "own", **KEYS}]), "server_url"),
        (json.dumps([{"id": "microsoft", **KEYS}]), "tenant"),
        (json.dumps([{"id": "microsoft", "tenant": "common", **KEYS}]), "tenant"),
        (json.dumps([{"id": "own", "server_url": "http://id.example.org", **KEYS}]), "https"),
        (json.dumps([{"id": "google", **KEYS}] * 2), "twice"),
    ],
)
def test_an_entry_that_says_nothing_clear_stops_the_start(text: str, words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        providers(text, local=False)


def test_nothing_configured_is_nothing_offered() -> None:
    assert providers(" ", local=False) == []


def test_forms_may_lead_to_each_origin_once() -> None:
    apps = read(
        {"id": "microsoft-a", "tenant": TENANT, **KEYS},
        {"id": "microsoft-b", "tenant": TENANT, **KEYS},
        {"id": "own", "server_url": "http://127.0.0.1:9/realm", **KEYS},
        local=True,
    )
    assert origins(apps) == ["http://127.0.0.1:9", "https://login.microsoftonline.com"]
