"""Two tabs, or two devices, of one person: neither takes from the other a word or a file."""

import html
import re
from base64 import b64encode
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from districts.models import AuditEvent
from portfolios import actions
from portfolios.models import Draft, Post
from tests.portfolios import tus
from tests.portfolios.pictures import jpeg_with_gps, wav
from tests.portfolios.writing import words
from tests.world import World

LONG = "All night long I wrote about rivers."


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


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


@pytest.fixture(params=["new", "edit"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def kept_somewhere(body: str) -> bool:
    """Tell whether words are in a draft, open or put away; or in a post."""
    typed = urlencode({"body": body})
    return (
        Draft.objects.filter(words__contains=typed).exists()
        or Post.objects.filter(body=body).exists()
    )


def test_a_stale_tab_that_saves_puts_the_newer_draft_aside(
    pupil: Client, world: World, kind: str
) -> None:
    stale, phone = Tab(pupil, world, kind), Tab(pupil, world, kind)
    phone.types("Rivers", LONG)
    stale.types("Volcano", "V")

    assert kept_somewhere(LONG)
    assert kept_somewhere("V")
    away = Draft.objects.get(discarded_at__isnull=False)
    assert AuditEvent.objects.filter(verb="draft.discarded", subject_id=str(away.pk)).exists()


def test_the_person_finds_the_other_draft_at_the_form_and_brings_it_back(
    pupil: Client, world: World, kind: str
) -> None:
    stale, phone = Tab(pupil, world, kind), Tab(pupil, world, kind)
    phone.types("Rivers", LONG)
    stale.types("Volcano", "V")

    again = Tab(pupil, world, kind)
    assert "Your other draft" in again.page
    assert "“Rivers”" in again.page
    away = Draft.objects.get(discarded_at__isnull=False)
    reopen = reverse("portfolios:draft_reopen", kwargs={"draft": away.pk})
    assert reopen in again.page
    page = html.unescape(pupil.post(reopen, follow=True).content.decode())
    assert f"{LONG}</textarea>" in page
    assert "“Volcano”" in page


def test_a_stale_tab_that_publishes_leaves_the_newer_draft_as_it_is(
    pupil: Client, world: World, kind: str
) -> None:
    stale, phone = Tab(pupil, world, kind), Tab(pupil, world, kind)
    phone.types("Rivers", LONG)
    stale.said |= {"title": "Volcano", "body": "V"}

    assert stale.publish() == 302
    assert Post.objects.filter(title="Volcano").exists()
    assert f"{LONG}</textarea>" in Tab(pupil, world, kind).page


def test_a_stale_tab_that_saves_and_publishes_leaves_it_to_be_brought_back(
    pupil: Client, world: World, kind: str
) -> None:
    stale, phone = Tab(pupil, world, kind), Tab(pupil, world, kind)
    phone.types("Rivers", LONG)
    stale.types("Volcano", "V")

    assert stale.publish() == 302
    assert [draft.discarded_at is None for draft in Draft.objects.all()] == [False]
    assert "“Rivers”" in Tab(pupil, world, kind).page


def test_tabs_that_take_turns_have_a_draft_each(pupil: Client, world: World, kind: str) -> None:
    tabs = Tab(pupil, world, kind), Tab(pupil, world, kind)
    for turn in range(3):
        for number, tab in enumerate(tabs):
            tab.types(f"Tab {number}", "x" * turn)

    assert Draft.objects.count() == 2
    assert kept_somewhere("xx")


def test_a_form_opened_from_a_draft_goes_on_with_it(pupil: Client, world: World, kind: str) -> None:
    Tab(pupil, world, kind).types("Rivers", LONG)
    again = Tab(pupil, world, kind)
    again.types("Rivers", LONG + " And more.")

    assert Draft.objects.count() == 1
    assert again.publish() == 302
    assert not Draft.objects.exists()


def test_of_two_forms_opened_from_one_draft_each_keeps_its_words(
    pupil: Client, world: World, kind: str
) -> None:
    first = Tab(pupil, world, kind)
    first.types("Rivers", "Short")
    second = Tab(pupil, world, kind)
    first.types("Rivers", LONG)
    second.types("Rivers", "Otherwise")

    assert kept_somewhere(LONG)
    assert kept_somewhere("Otherwise")


def test_a_form_opened_from_a_draft_may_publish_what_nobody_has_changed(
    pupil: Client, world: World, kind: str
) -> None:
    Tab(pupil, world, kind).types("Rivers", LONG)
    second = Tab(pupil, world, kind)
    second.said |= {"title": "Rivers", "body": LONG}

    assert second.publish() == 302
    assert not Draft.objects.exists()


def test_a_file_of_one_tab_is_not_published_in_the_other(
    pupil: Client, world: World, kind: str
) -> None:
    one, other = Tab(pupil, world, kind), Tab(pupil, world, kind)
    other.adds("Private.wav")
    other.types("Rivers", LONG)
    one.said |= {"title": "Volcano", "body": "V"}
    assert "Private.wav" not in one.renew()

    assert one.publish() == 302
    post = Post.objects.get(title="Volcano")
    assert not post.attachments.filter(original_name="Private.wav").exists()
    assert other.publish() in {302, 409}


def test_the_files_that_a_form_shows_come_along_with_it(
    pupil: Client, world: World, kind: str
) -> None:
    phone = Tab(pupil, world, kind)
    phone.adds("Song.wav")
    phone.types("My song", "Hm")
    school = Tab(pupil, world, kind)
    school.types("My song", "At school")
    phone.types("My song", "On the phone")

    assert phone.publish() == 302
    post = Post.objects.get(title="My song")
    assert post.attachments.filter(original_name="Song.wav").exists()
    assert kept_somewhere("At school")


def test_the_same_words_are_not_kept_twice(pupil: Client, world: World, kind: str) -> None:
    first, second = Tab(pupil, world, kind), Tab(pupil, world, kind)
    first.types("Rivers", LONG)
    second.types("Rivers", LONG)

    assert Draft.objects.count() == 1


class TestAFormThatWasPublished:
    """It comes again: by Back, from a tab left open, or because the answer was lost."""

    @pytest.fixture
    def tab(self, pupil: Client, world: World) -> Tab:
        tab = Tab(pupil, world, "new")
        tab.types("Once", "First")
        assert tab.publish() == 302
        return tab

    @pytest.fixture
    def post(self, tab: Tab) -> Post:
        return Post.objects.get(sent_as=str(tab.said["sent_as"]))

    @pytest.mark.parametrize("body", ["First", "Second"])
    def test_a_file_that_is_new_is_kept_in_an_edit(self, tab: Tab, post: Post, body: str) -> None:
        photo = SimpleUploadedFile("Creek.jpg", jpeg_with_gps(), "image/jpeg")

        assert tab.publish(body=body, uploads=photo) == 302

        draft = Draft.objects.get(post=post)
        assert [file.original_name for file in draft.attachments.all()] == ["Creek.jpg"]
        page = tab.client.get(reverse("portfolios:post_edit", kwargs={"post": post.pk}))
        assert "Creek.jpg" in page.content.decode()

    def test_a_file_that_went_up_afterwards_is_kept_in_an_edit(self, tab: Tab, post: Post) -> None:
        tab.adds("Song.wav")

        assert tab.publish() == 302

        draft = Draft.objects.get()
        assert draft.post == post
        assert [file.original_name for file in draft.attachments.all()] == ["Song.wav"]

    def test_an_open_edit_is_put_aside_and_not_overwritten(self, tab: Tab, post: Post) -> None:
        edit = reverse("portfolios:draft_edit", kwargs={"post": post.pk})
        tab.client.post(edit, {"title": "Once", "body": LONG, "seen": post.updated_at.isoformat()})

        assert tab.publish(body="First!") == 302

        assert kept_somewhere(LONG)
        assert kept_somewhere("First!")

    def test_the_edit_says_which_version_it_was_made_from(
        self, tab: Tab, post: Post, world: World
    ) -> None:
        later = post.updated_at.replace(year=2030)
        teacher = world.teacher.actor
        actions.edit_post(post_id=post.pk, words=words("Theirs"), by=teacher, at=later)
        tab.publish(body="Mine")
        edit = reverse("portfolios:post_edit", kwargs={"post": post.pk})
        page = html.unescape(tab.client.get(edit).content.decode())
        seen = page.split('name="seen" value="')[1].split('"')[0]

        sent = {"title": "Once", "body": "Mine", "posted_on": "2026-05-04", "seen": seen}
        assert tab.client.post(edit, sent).status_code == 409
        post.refresh_from_db()
        assert post.title == "Theirs"

    def test_what_is_typed_afterwards_is_kept_as_an_edit(self, tab: Tab, post: Post) -> None:
        tab.types("Once", "A long new ending")

        assert "A+long+new+ending" in Draft.objects.get(post=post).words

    def test_its_last_save_that_comes_late_is_not(self, tab: Tab) -> None:
        tab.types("Once", "First")

        assert not Draft.objects.exists()

    @pytest.mark.parametrize(
        ("link", "is_new"),
        [
            ("example.org/creek/", False),
            ("https://example.org/creek", False),
            ("example.org", True),
        ],
    )
    def test_a_link_counts_as_it_is_meant(
        self, pupil: Client, world: World, link: str, *, is_new: bool
    ) -> None:
        tab = Tab(pupil, world, "new")
        tab.types("Once", "First", **{"link-0-url": "example.org/creek", "link-0-title": ""})
        assert tab.publish() == 302

        tab.types("Once", "First", **{"link-0-url": link})
        assert Draft.objects.exists() == is_new
