"""Two tabs, or two devices, of one person: neither takes from the other a word or a file."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import AuditEvent
from portfolios import actions
from portfolios.models import Draft, Post
from tests.portfolios.tabs import Tab, kept_somewhere
from tests.world import World

LONG = "All night long I wrote about rivers."


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


@pytest.fixture(params=["new", "edit"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


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


def test_the_other_draft_is_put_away_and_undo_offers_it_again(
    pupil: Client, world: World, kind: str
) -> None:
    stale, phone = Tab(pupil, world, kind), Tab(pupil, world, kind)
    phone.types("Rivers", LONG)
    stale.types("Volcano", "V")
    away = Draft.objects.get(discarded_at__isnull=False)
    discard = reverse("portfolios:draft_discard", kwargs={"draft": away.pk})
    assert discard in Tab(pupil, world, kind).page

    after = html.unescape(pupil.post(discard, follow=True).content.decode())
    assert "Your other draft" not in after
    assert "Your draft is put away." in after
    assert 'value="Volcano"' in after
    assert "Your other draft" not in Tab(pupil, world, kind).page

    reopen = reverse("portfolios:draft_reopen", kwargs={"draft": away.pk})
    undone = html.unescape(pupil.post(reopen, follow=True).content.decode())
    assert "“Rivers”" in undone
    assert 'value="Volcano"' in undone
    assert kept_somewhere(LONG)


def test_the_other_draft_that_was_put_away_can_still_be_restored(
    pupil: Client, world: World, kind: str
) -> None:
    stale, phone = Tab(pupil, world, kind), Tab(pupil, world, kind)
    phone.types("Rivers", LONG)
    stale.types("Volcano", "V")
    away = Draft.objects.get(discarded_at__isnull=False)
    pupil.post(reverse("portfolios:draft_discard", kwargs={"draft": away.pk}))
    assert stale.publish() == 302

    deleted = reverse("portfolios:deleted", kwargs={"portfolio": world.portfolio.pk})
    assert "Rivers" in pupil.get(deleted).content.decode()
    pupil.post(reverse("portfolios:draft_reopen", kwargs={"draft": away.pk}))
    assert f"{LONG}</textarea>" in Tab(pupil, world, kind).page


def test_where_nothing_can_be_published_the_other_draft_is_read_too(
    pupil: Client, world: World, kind: str
) -> None:
    stale, phone = Tab(pupil, world, kind), Tab(pupil, world, kind)
    phone.types("Rivers", LONG)
    stale.types("Volcano", "V")
    template = world.portfolio.template
    actions.archive_template(template_id=template.pk, by=world.admin.actor, at=world.now)

    kept = Tab(pupil, world, kind).page
    assert 'value="Volcano"' in kept
    assert "“Rivers”" in kept
    away = Draft.objects.get(discarded_at__isnull=False)
    pupil.post(reverse("portfolios:draft_reopen", kwargs={"draft": away.pk}))
    assert f"{LONG}</textarea>" in Tab(pupil, world, kind).page
    # Nothing would be left to be read.
    start_over = reverse("portfolios:draft_discard", kwargs={"draft": away.pk})
    assert pupil.post(start_over).status_code == 403


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
