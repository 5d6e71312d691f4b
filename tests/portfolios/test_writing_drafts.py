"""What somebody types is kept while they type, and is there when they come back."""

import html
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.urls import reverse

from portfolios.models import Draft, Post
from tests import factories as make
from tests.portfolios import tus
from tests.portfolios.pictures import wav
from tests.portfolios.writing import in_draft
from tests.world import World


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


def here(world: World, name: str) -> str:
    return reverse(f"portfolios:{name}", kwargs={"portfolio": world.portfolio.pk})


def of_post(world: World, name: str) -> str:
    return reverse(f"portfolios:{name}", kwargs={"post": world.post.pk})


def page(client: Client, url: str) -> str:
    return html.unescape(client.get(url).content.decode())


def test_the_whole_form_is_there_again_in_another_browser(pupil: Client, world: World) -> None:
    section = str(world.sections[1].pk)
    typed = {
        "title": "Half a bridge",
        "body": "It is **lo",
        "posted_on": "2026-03-0",
        "sections": section,
        "link-0-url": "example.org/brid",
    }
    assert pupil.post(here(world, "draft_new"), typed).status_code == 200

    tablet = Client()
    tablet.force_login(world.student.user)
    form = page(tablet, here(world, "post_new"))
    assert "Your draft of" in form
    assert 'value="Half a bridge"' in form
    assert "It is **lo</textarea>" in form
    assert 'value="2026-03-0"' in form
    assert 'value="example.org/brid"' in form
    assert f'value="{section}" id="id_sections_1" checked' in form.replace("\n", " ") or (
        "checked" in form
    )
    assert "Please look at this again" not in form


def test_nobody_else_reads_a_draft(pupil: Client, world: World) -> None:
    pupil.post(here(world, "draft_new"), {"title": "Half a bridge"})

    teacher = Client()
    teacher.force_login(world.teacher.user)
    assert "Half a bridge" not in page(teacher, here(world, "post_new"))
    draft = Draft.objects.get()
    discard = reverse("portfolios:draft_discard", kwargs={"draft": draft.pk})
    assert teacher.post(discard).status_code == 404


def test_the_token_of_the_form_is_not_kept(pupil: Client, world: World) -> None:
    pupil.post(here(world, "draft_new"), {"title": "A", "csrfmiddlewaretoken": "secret"})

    assert set(parse_qs(Draft.objects.get().words)) == {"title"}


def test_start_over_puts_the_draft_away_and_undo_brings_it_back(
    pupil: Client, world: World
) -> None:
    pupil.post(here(world, "draft_new"), {"title": "Half a bridge"})
    draft = Draft.objects.get()

    discard = reverse("portfolios:draft_discard", kwargs={"draft": draft.pk})
    after = pupil.post(discard, follow=True).content.decode()
    assert "Half a bridge" not in after
    reopen = reverse("portfolios:draft_reopen", kwargs={"draft": draft.pk})
    assert reopen in after

    assert "Half a bridge" in pupil.post(reopen, follow=True).content.decode()


def test_publishing_takes_the_files_along_and_ends_the_draft(pupil: Client, world: World) -> None:
    pupil.post(here(world, "draft_new"), {"title": "My song"})
    song = wav()
    url = tus.begun(pupil, world.portfolio, len(song), "song.wav")
    tus.send_all(pupil, url, song, len(song))
    file = Draft.objects.get().attachments.get()

    sent = {"title": "My song", "posted_on": "2026-05-04", f"caption-{file.pk}": "Me, humming"}
    assert pupil.post(here(world, "post_new"), sent).status_code == 302

    post = Post.objects.get(title="My song")
    assert post.attachments.get().caption == "Me, humming"
    assert not Draft.objects.exists()
    assert "Your draft of" not in page(pupil, here(world, "post_new"))


def test_the_same_form_sent_twice_is_one_post(pupil: Client, world: World) -> None:
    form = page(pupil, here(world, "post_new"))
    sent_as = form.split('name="sent_as" value="')[1].split('"')[0]
    sent = {"title": "Once", "posted_on": "2026-05-04", "sent_as": sent_as}

    pupil.post(here(world, "post_new"), sent)
    pupil.post(here(world, "post_new"), sent)
    late = pupil.post(here(world, "draft_new"), sent)

    assert late.status_code == 200
    assert Post.objects.filter(title="Once").count() == 1
    assert not Draft.objects.exists()


def test_an_edit_has_a_draft_of_its_own(pupil: Client, world: World) -> None:
    pupil.post(of_post(world, "draft_edit"), {"title": "A better title"})

    assert 'value="A better title"' in page(pupil, of_post(world, "post_edit"))
    assert "A better title" not in page(pupil, here(world, "post_new"))
    world.post.refresh_from_db()
    assert world.post.title != "A better title"


def test_an_unfinished_upload_waits_for_the_same_file(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, 1000, "Holiday.mp4")
    tus.send(pupil, url, 0, b"\0\0\0\x18ftypmp42" + bytes(418))

    form = page(pupil, here(world, "post_new"))
    assert 'data-unfinished-name="Holiday.mp4"' in form
    assert 'data-unfinished-size="1000"' in form
    assert "43 % there. Choose the same file to go on." in form
    assert "Holiday.mp4" not in page(pupil, of_post(world, "post_edit"))


def test_the_list_of_files_is_a_piece_of_the_form(pupil: Client, world: World) -> None:
    draft = make.DraftFactory.create(portfolio=world.portfolio, author=world.student.user)
    file = make.AttachmentFactory.create(
        **in_draft(draft),
        original_name="Creek.jpg",
        ready_at=None,
        started_at=world.now,
        percent=40,
    )

    piece = page(pupil, here(world, "draft_new_files"))
    assert f'id="file-{file.pk}"' in piece
    assert "Getting ready: 40 %" in piece
    assert "data-file-waits" in piece
    assert piece.split("<li")[1] in page(pupil, here(world, "post_new"))
