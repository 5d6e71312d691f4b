"""What stands around the posts of a page: what was deleted, the section, the way to go on."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portfolios import actions
from portfolios.models import Post
from portfolios.views.work import after_delete
from tests import factories as make
from tests.portfolios.talking import by, say
from tests.world import World


def page(world: World, **section: object) -> str:
    names = {"portfolio": world.portfolio.pk} | section
    return reverse("portfolios:section" if section else "portfolios:page", kwargs=names)


def begin(world: World, words: str = "title=Bread") -> None:
    """Let Sunny begin a new post."""
    place = {"portfolio_id": world.portfolio.pk, "post_id": None}
    actions.save_draft(**place, words=words, **by(world.student))  # type: ignore[arg-type]


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


@pytest.mark.parametrize("talked_about", [True, False])
@pytest.mark.parametrize("reader", ["student", "teacher"])
def test_after_a_post_is_deleted_no_other_post_says_that_a_comment_is(
    client: Client, world: World, reader: str, *, talked_about: bool
) -> None:
    gone: Post = make.PostFactory.create(portfolio=world.portfolio, author=world.student.user)
    if talked_about:
        say(world.teacher, world.post)
    actions.delete_post(post_id=gone.pk, **by(world.student))
    client.force_login(getattr(world, reader).user)

    html = client.get(after_delete(gone)).content.decode()

    assert html.count("is deleted.") == 1
    assert "The comment is deleted." not in html
    assert "autofocus" not in html


def test_a_section_names_itself_and_repeats_no_summary(pupil: Client, world: World) -> None:
    world.portfolio.summary_html = "<p>My year in wood.</p>"
    world.portfolio.save()
    section = world.sections[0]

    home = pupil.get(page(world)).content.decode()
    html = pupil.get(page(world, section=section.pk)).content.decode()

    assert "My year in wood." in home
    assert "My year in wood." not in html
    title = html.partition("<title>")[2].partition("</title>")[0]
    assert title.split() != home.partition("<title>")[2].partition("</title>")[0].split()
    assert section.name in title
    assert html.count('class="folio__section"') == 1
    assert '<h3 class="post__title"' in html
    assert 'class="folio__section"' not in home
    assert '<h2 class="post__title"' in home


def test_who_has_begun_a_post_goes_on_with_it(client: Client, world: World) -> None:
    begin(world)
    shown = {}
    for name in ("student", "teacher"):
        client.force_login(getattr(world, name).user)
        shown[name] = "Continue your draft" in client.get(page(world)).content.decode()

    assert shown == {"student": True, "teacher": False}


def test_a_draft_costs_the_page_no_query_more(pupil: Client, world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            pupil.get(page(world))
        return len(asked)

    queries()
    without = queries()
    begin(world)

    assert queries() == without
