"""The form of a post as it stands open in a browser, one of several of the same person."""

import html
import re
from base64 import b64encode
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from portfolios.models import Draft, Post
from tests.portfolios import tus
from tests.portfolios.pictures import wav
from tests.world import World


class Tab:
    """A form that stands open in a browser, and what is typed in it."""

    def __init__(self, client: Client, world: World, kind: str) -> None:
        """Open it: of a new post, or of an edit of the first."""
        self.client = client
        new = kind == "new"
        names = {"portfolio": world.portfolio.pk} if new else {"post": world.post.pk}
        self.form = reverse("portfolios:post_new" if new else "portfolios:post_edit", kwargs=names)
        self.draft = reverse(
            "portfolios:draft_new" if new else "portfolios:draft_edit", kwargs=names
        )
        self.files = reverse(
            "portfolios:draft_new_files" if new else "portfolios:draft_edit_files", kwargs=names
        )
        self.uploads = reverse(
            "portfolios:upload_new" if new else "portfolios:upload_to_post", kwargs=names
        )
        self.page = html.unescape(client.get(self.form).content.decode())
        self.said: dict[str, object] = {
            name: self._hidden(name) for name in ("sent_as", "opened_from", "seen")
        }
        self.said["posted_on"] = "2026-05-04"

    def _hidden(self, name: str) -> str:
        tag = re.search(rf'<input type="hidden" name="{name}"[^>]*>', self.page)
        value = tag and re.search(r'value="([^"]*)"', tag[0])
        return value[1] if value else ""

    def types(self, title: str, body: str = "", **more: object) -> None:
        """Type, and be kept a moment later."""
        self.said |= {"title": title, "body": body, **more}
        assert self.client.post(self.draft, self.said).status_code in {200, 409}

    def adds(self, name: str) -> None:
        """Send a file up; it is there, and its fields are in the form."""
        song = wav()
        own = urlencode({key: self.said[key] for key in ("sent_as", "opened_from")})
        said = (
            f"filename {b64encode(name.encode()).decode()},form {b64encode(own.encode()).decode()}"
        )
        headers = tus.VERSION | {"Upload-Length": str(len(song)), "Upload-Metadata": said}
        url = self.client.post(self.uploads, headers=headers)["Location"]
        tus.send_all(self.client, url, song, len(song))
        self.renew()

    def renew(self) -> str:
        """Read the list of files anew, as the page does, and take its fields into the form."""
        own = {key: str(self.said[key]) for key in ("sent_as", "opened_from")}
        piece = html.unescape(self.client.get(self.files, own).content.decode())
        self.said |= dict.fromkeys(re.findall(r'name="(order-[^"]+)"', piece), "1")
        return piece

    def publish(self, **more: object) -> int:
        """Press the button, without a save before."""
        return self.client.post(self.form, self.said | more).status_code


def kept_somewhere(body: str) -> bool:
    """Tell whether words are in a draft, open or put away; or in a post."""
    typed = urlencode({"body": body})
    return (
        Draft.objects.filter(words__contains=typed).exists()
        or Post.objects.filter(body=body).exists()
    )
