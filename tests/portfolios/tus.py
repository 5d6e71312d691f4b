"""A browser that sends files in parts."""

from base64 import b64encode
from typing import TYPE_CHECKING
from uuid import UUID

from django.test import Client
from django.urls import reverse

from portfolios.models import Portfolio, Post, Upload

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

VERSION = {"Tus-Resumable": "1.0.0"}


def begin(
    client: Client, where: Portfolio | Post, size: int | str, name: str = "clip.wav"
) -> "Response":
    """Announce a file for the draft of a new post of a portfolio, or of the edit of a post."""
    kind = "upload_to_post" if isinstance(where, Post) else "upload_new"
    key = "post" if isinstance(where, Post) else "portfolio"
    encoded = b64encode(name.encode()).decode()
    headers = VERSION | {"Upload-Length": str(size), "Upload-Metadata": f"filename {encoded}"}
    return client.post(reverse(f"portfolios:{kind}", kwargs={key: where.pk}), headers=headers)


def begun(client: Client, where: Portfolio | Post, size: int, name: str = "clip.wav") -> str:
    """Announce a file that is taken; return where its parts go."""
    response = begin(client, where, size, name)
    assert response.status_code == 201, response.content
    return response["Location"]


def send(client: Client, url: str, offset: int, data: bytes, **headers: str) -> "Response":
    """Send one part."""
    return client.patch(
        url,
        data,
        content_type="application/offset+octet-stream",
        headers=VERSION | {"Upload-Offset": str(offset)} | headers,
    )


def send_all(client: Client, url: str, data: bytes, part: int) -> "Response":
    """Send a file part by part, as far as the answers go; return the last answer."""
    offset = 0
    while True:
        response = send(client, url, offset, data[offset : offset + part])
        if response.status_code != 204 or int(response["Upload-Offset"]) == len(data):
            return response
        offset = int(response["Upload-Offset"])


def ask(client: Client, url: str) -> "Response":
    """Ask how far a file has come."""
    return client.head(url, headers=VERSION)


def upload_at(url: str) -> Upload:
    """Return the row behind an address."""
    return Upload.objects.get(pk=UUID(url.rstrip("/").rpartition("/")[2]))
