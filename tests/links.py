"""Forms of pages that somebody came to by a link: they carry the mark of the link they are for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

KEYS = {"setup": "setup", "invitations": "invitation", "card": "card"}


def send(
    client: Client, path: str, typed: Mapping[str, object] | None = None, *, follow: bool = False
) -> "Response":
    """Send the form of the page this browser has open, for the link it opened last."""
    key = KEYS[path.split("/")[1]]
    mark, _since = client.session.get(key, ("", 0))
    return client.post(path, {"link": mark, **(typed or {})}, follow=follow)
