"""What somebody types of a Summary Statement is kept while they type, and is there afterwards."""

import html
import re
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import AuditEvent
from portfolios import actions
from portfolios.actions.erasing import erase_deleted
from portfolios.models import MOST_KEPT, Portfolio, SummaryDraft
from tests import factories as make
from tests.portfolios.test_summary import browser, mark_in, now_says, page_of
from tests.world import Person, World

LONG = "All year long I wrote about rivers."
NOT_SAVED = re.compile(r"Your text from .+, not saved yet\.")


class Tab:
    """The form as it stands open in a browser, and what is typed in it."""

    def __init__(self, client: Client, world: World) -> None:
        """Open it."""
        self.client, self.form = client, page_of(world)
        self.draft = reverse("portfolios:summary_draft", kwargs={"portfolio": world.portfolio.pk})
        self.page = html.unescape(client.get(self.form).content.decode())
        names = ("seen", "sent_as", "opened_from")
        self.said = {name: self._hidden(name) for name in names}

    def _hidden(self, name: str) -> str:
        tag = re.search(rf'<input type="hidden" name="{name}"[^>]*>', self.page)
        value = tag and re.search(r'value="([^"]*)"', tag[0])
        return value[1] if value else ""

    def types(self, words: str) -> str:
        """Type, be kept a moment later, and return what the page says then."""
        self.said["summary"] = words
        answer = self.client.post(self.draft, self.said)
        assert answer.status_code == 200
        return answer.content.decode()

    def save(self) -> int:
        """Press the button, without a save before."""
        return self.client.post(self.form, self.said).status_code


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser; her Summary Statement says one thing."""
    Portfolio.objects.filter(pk=world.portfolio.pk).update(summary="I like bread.")
    client.force_login(world.student.user)
    return client


def pressed(client: Client, name: str, draft: SummaryDraft) -> str:
    """Press Start over, or Undo, and return the page that follows."""
    url = reverse(f"portfolios:summary_draft_{name}", kwargs={"summary_draft": draft.pk})
    return html.unescape(client.post(url, follow=True).content.decode())


def test_her_words_are_there_again_in_another_browser(pupil: Client, world: World) -> None:
    said = Tab(pupil, world).types("I like **bri")
    assert re.search(r"\d:\d\d", said)

    tablet = Tab(browser(world, "student"), world)
    assert "I like **bri</textarea>" in tablet.page
    assert NOT_SAVED.search(tablet.page)
    assert now_says(world) == "I like bread."


def test_nobody_else_reads_them(pupil: Client, world: World) -> None:
    Tab(pupil, world).types(LONG)
    teacher = Tab(browser(world, "teacher"), world)
    assert LONG not in teacher.page

    draft = SummaryDraft.objects.get()
    url = reverse("portfolios:summary_draft_discard", kwargs={"summary_draft": draft.pk})
    assert teacher.client.post(url).status_code == 404
    teacher.types("Sunny likes bridges.")
    assert f"{LONG}</textarea>" in Tab(pupil, world).page


def test_saving_ends_the_draft(pupil: Client, world: World) -> None:
    Tab(pupil, world).types("I like bri")
    again = Tab(pupil, world)
    again.types("I like bridges.")

    assert again.save() == 302
    assert now_says(world) == "I like bridges."
    assert not SummaryDraft.objects.exists()
    assert not NOT_SAVED.search(Tab(pupil, world).page)


def test_a_save_of_the_draft_that_comes_late_begins_nothing(pupil: Client, world: World) -> None:
    tab = Tab(pupil, world)
    tab.types("I like bridges.")
    assert tab.save() == 302

    tab.types("I like bridges.\r\n")
    assert not SummaryDraft.objects.exists()


@pytest.mark.parametrize("words", ["", "  \n", "I like bread."])
def test_nothing_typed_or_nothing_changed_leaves_no_draft(
    pupil: Client, world: World, words: str
) -> None:
    tab = Tab(pupil, world)
    tab.types("I like bri")
    tab.types(words)
    assert not SummaryDraft.objects.exists()


def test_who_begins_is_noted_once_and_the_token_is_not_kept(pupil: Client, world: World) -> None:
    tab = Tab(pupil, world)
    tab.said["csrfmiddlewaretoken"] = "secret"
    for words in ("I", "I like", "I like bridges."):
        tab.types(words)

    draft = SummaryDraft.objects.get()
    assert set(parse_qs(draft.words)) == {"summary", "seen", "sent_as"}
    assert AuditEvent.objects.get(verb="draft.begun").subject_id == str(draft.pk)


def test_what_is_too_long_to_be_saved_is_kept_all_the_same(pupil: Client, world: World) -> None:
    tab = Tab(pupil, world)
    tab.types("x" * 6000)
    assert tab.save() == 422
    assert f"{'x' * 6000}</textarea>" in Tab(pupil, world).page


def test_of_a_whole_book_the_page_says_how_much_is_kept(pupil: Client, world: World) -> None:
    tab = Tab(pupil, world)
    tab.types("A page.")
    answer = pupil.post(tab.draft, tab.said | {"summary": "x" * (MOST_KEPT + 1)})

    assert answer.status_code == 422
    assert answer.content.decode() == "Too long to be kept: at most 50,000 characters."
    assert SummaryDraft.objects.get().summary == "A page."


def test_start_over_shows_what_is_saved_and_undo_brings_the_words_back(
    pupil: Client, world: World
) -> None:
    Tab(pupil, world).types(LONG)
    draft = SummaryDraft.objects.get()

    after = pressed(pupil, "discard", draft)
    assert "I like bread.</textarea>" in after
    reopen = reverse("portfolios:summary_draft_reopen", kwargs={"summary_draft": draft.pk})
    assert reopen in after

    assert f"{LONG}</textarea>" in pressed(pupil, "reopen", draft)


def test_what_was_put_away_waits_in_recently_deleted_for_thirty_days(
    pupil: Client, world: World
) -> None:
    deleted = reverse("portfolios:deleted", kwargs={"portfolio": world.portfolio.pk})
    Tab(pupil, world).types(LONG)
    draft = SummaryDraft.objects.get()
    pressed(pupil, "discard", draft)

    assert LONG in pupil.get(deleted).content.decode()
    assert LONG not in browser(world, "teacher").get(deleted).content.decode()
    draft.refresh_from_db()
    assert draft.discarded_at is not None
    assert erase_deleted(at=draft.discarded_at + timedelta(days=30)) == 0
    assert erase_deleted(at=draft.discarded_at + timedelta(days=31)) == 1
    assert not SummaryDraft.objects.exists()


def test_who_goes_on_later_is_shown_what_somebody_else_has_saved_meanwhile(
    pupil: Client, world: World
) -> None:
    Tab(pupil, world).types(LONG)
    teacher = Tab(browser(world, "teacher"), world)
    teacher.said["summary"] = "Sunny likes bridges."
    assert teacher.save() == 302

    again = Tab(pupil, world)
    refused = pupil.post(again.form, again.said | {"summary": LONG})
    shown = html.unescape(refused.content.decode())
    assert refused.status_code == 409
    assert "Sunny likes bridges." in shown
    assert f"{LONG}</textarea>" in shown

    again.said |= {"summary": LONG, "seen": mark_in(shown)}
    assert again.save() == 302
    assert now_says(world) == LONG
    assert not SummaryDraft.objects.exists()


def test_a_stale_tab_that_types_puts_the_newer_words_aside(pupil: Client, world: World) -> None:
    stale, phone = Tab(pupil, world), Tab(pupil, world)
    phone.types(LONG)
    stale.types("V")

    again = Tab(pupil, world)
    assert "Your other draft" in again.page
    assert LONG in again.page
    away = SummaryDraft.objects.get(discarded_at__isnull=False)
    back = pressed(pupil, "reopen", away)
    assert f"{LONG}</textarea>" in back
    assert "“V”" in back


def test_the_other_draft_is_put_away_and_undo_offers_it_again(pupil: Client, world: World) -> None:
    stale, phone = Tab(pupil, world), Tab(pupil, world)
    phone.types(LONG)
    stale.types("V")
    away = SummaryDraft.objects.get(discarded_at__isnull=False)
    assert "Your other draft" not in pressed(pupil, "discard", away)

    undone = pressed(pupil, "reopen", away)
    assert "Your other draft" in undone
    assert ">\nV</textarea>" in undone


def test_a_stale_tab_that_saves_leaves_the_newer_words(pupil: Client, world: World) -> None:
    stale, phone = Tab(pupil, world), Tab(pupil, world)
    phone.types(LONG)
    stale.said["summary"] = "Volcanoes."

    assert stale.save() == 302
    assert f"{LONG}</textarea>" in Tab(pupil, world).page


def test_the_same_words_are_not_kept_twice(pupil: Client, world: World) -> None:
    for tab in (Tab(pupil, world), Tab(pupil, world)):
        tab.types(LONG)
    assert SummaryDraft.objects.count() == 1


@pytest.mark.parametrize("who", ["admin", "principal", "reader"])
def test_who_only_reads_keeps_nothing(world: World, who: str) -> None:
    answer = browser(world, who).post(
        reverse("portfolios:summary_draft", kwargs={"portfolio": world.portfolio.pk}),
        {"summary": "Hello"},
    )
    assert answer.status_code in {403, 404}
    assert not SummaryDraft.objects.exists()


def test_a_deleted_account_takes_its_draft_along(world: World) -> None:
    somebody: Person = world.teacher
    account = make.UserFactory.create()
    make.SummaryDraftFactory.create(portfolio=world.portfolio, author=account)
    mine = make.SummaryDraftFactory.create(portfolio=world.portfolio, author=somebody.user)
    account.delete()
    assert list(SummaryDraft.objects.all()) == [mine]


def test_whoever_saves_without_a_form_ends_their_draft(pupil: Client, world: World) -> None:
    Tab(pupil, world).types(LONG)
    actions.write_summary(
        portfolio_id=world.portfolio.pk, summary="New.", by=world.student.actor, at=world.now
    )
    assert not SummaryDraft.objects.exists()
