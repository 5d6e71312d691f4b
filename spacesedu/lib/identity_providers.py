"""OIDC_PROVIDERS → what allauth wants to know of each provider. Pure; a wrong entry names itself.

The setting is a JSON list, one object a provider: ``id`` (google, microsoft, classlink, clever, or
a word of one's own), ``client_id``, ``secret``. Microsoft needs ``tenant``, one entry a tenant and
each with an ``id`` of its own (``microsoft-…``), so that each has one issuer; a provider not known
here needs ``name`` and ``server_url``.
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_ID = re.compile(r"[a-z][a-z0-9-]{0,30}")


@dataclass(frozen=True, slots=True)
class Preset:
    """What is known of a provider: its name, its address, and where it tells the e-mail."""

    name: str
    server_url: str
    fetch_userinfo: bool = False


PRESETS = {
    "google": Preset("Google", "https://accounts.google.com"),
    "microsoft": Preset("Microsoft", "https://login.microsoftonline.com/{tenant}/v2.0"),
    "classlink": Preset("ClassLink", "https://launchpad.classlink.com", fetch_userinfo=True),
    "clever": Preset("Clever", "https://clever.com", fetch_userinfo=True),
}


def providers(text: str, *, local: bool) -> list[dict[str, Any]]:
    """Return allauth's APPS for the setting's ``text``; ``local`` allows http, as tests need it.

    >>> providers("", local=False)
    []
    """
    if not text.strip():
        return []
    try:
        entries = json.loads(text)
    except ValueError:
        raise ImproperlyConfigured("OIDC_PROVIDERS is not JSON.") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ImproperlyConfigured("OIDC_PROVIDERS is a list of objects.")
    apps = [_app(entry, local=local) for entry in entries]
    ids = [app["provider_id"] for app in apps]
    if len(set(ids)) < len(ids):
        raise ImproperlyConfigured("OIDC_PROVIDERS names a provider twice.")
    return apps


def origins(apps: list[dict[str, Any]]) -> list[str]:
    """Return the origins a sign-in form may lead to: a redirect after a POST counts as one."""
    urls = (urlsplit(app["settings"]["server_url"]) for app in apps)
    return sorted({f"{url.scheme}://{url.netloc}" for url in urls})


def _app(entry: dict[str, Any], *, local: bool) -> dict[str, Any]:
    key = str(entry.get("id", ""))
    if not _ID.fullmatch(key):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: “{key}” is not an id like “google”.")
    if not entry.get("client_id") or not entry.get("secret"):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: {key} needs client_id and secret.")
    preset = PRESETS.get(key.partition("-")[0])
    url = _server_url(key, entry, preset)
    if not url.startswith("https://") and not local:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: the server_url of {key} begins with https://.")
    fetch = entry.get("fetch_userinfo", preset.fetch_userinfo if preset else False)
    return {
        "provider_id": key,
        "name": str(entry.get("name") or (preset.name if preset else key)),
        "client_id": str(entry["client_id"]),
        "secret": str(entry["secret"]),
        "settings": {"server_url": url, "fetch_userinfo": bool(fetch)},
    }


def _server_url(key: str, entry: dict[str, Any], preset: Preset | None) -> str:
    if entry.get("server_url"):
        return str(entry["server_url"]).rstrip("/")
    if preset is None:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: {key} is not known; give its server_url.")
    if "{tenant}" not in preset.server_url:
        return preset.server_url
    # "common" and "organizations" answer for everybody: no single issuer could be pinned.
    tenant = str(entry.get("tenant", ""))
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", tenant):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: {key} needs its tenant's id.")
    return preset.server_url.format(tenant=tenant)
