"""Whatever opens something by itself stays out of every log: the application's and nginx's."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from spacesedu.lib import tokens
from spacesedu.lib.redact import redact

TOKEN = tokens.token("share-link", tokens.new_secret()) or ""
DOORS = [
    *("/s/", "/S/", "/card/", "/invitations/", "/unsubscribe/", "/setup/"),
    *("/accounts/password/reset/key/", "/accounts/email/confirm/", "/x/s/", "/en/invitations/"),
]


def logged_by_nginx(path: str) -> str:
    """Return what the map of deploy/nginx.conf makes of a path."""
    conf = Path(settings.BASE_DIR, "deploy", "nginx.conf").read_text()
    [pattern] = re.findall(r'"~\*(.+)" "\$door\*\*\*";', conf)
    found = re.search(pattern.replace("(?<", "(?P<"), path, re.IGNORECASE)
    return f"{found['door']}***" if found else path


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("rest", ["", "/", "/media/1/640.webp"])
def test_no_log_names_what_follows_a_door(door: str, rest: str) -> None:
    for logged in (redact(f"GET {door}{TOKEN}{rest} 404"), logged_by_nginx(f"{door}{TOKEN}{rest}")):
        assert TOKEN not in logged
        assert f"{door}***" in logged


@pytest.mark.parametrize("path", ["/", "/families/", "/students/123/", "/static/s.css"])
def test_other_addresses_are_logged_as_they_are(path: str) -> None:
    assert logged_by_nginx(path) == redact(path) == path
