"""Files that are not ready: what their writers see of them, and how the page learns that they are.

A page asks again every few seconds for the post alone; without script it says to reload.
"""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from portfolios.models import Attachment
from spacesedu.lib import clock
from tests import factories as make
from tests.world import World


@pytest.fixture
def film(world: World) -> Attachment:
    """A film that a worker is at."""
    return make.AttachmentFactory.create(
        post=world.post, kind="video", ready_at=None, started_at=clock.now(), percent=40
    )


@pytest.fixture
def student(client: Client, world: World) -> Client:
    client.force_login(world.student.user)
    return client


def page(client: Client, world: World) -> str:
    address = reverse("portfolios:page", kwargs={"portfolio": world.portfolio.pk})
    return client.get(address).content.decode()


def states_url(world: World, waiting: int = 1) -> str:
    address = reverse("portfolios:post_states", kwargs={"post": world.post.pk})
    return f"{address}?waiting={waiting}"


def test_a_writer_sees_how_far_a_film_is_and_the_page_asks_again(
    student: Client, world: World, film: Attachment
) -> None:
    html = page(student, world)

    assert film.original_name in html
    assert 'value="40"' in html
    assert f'hx-get="{states_url(world)}"' in html
    assert "Reload this page" in html.split("<noscript>")[1].split("</noscript>")[0]


@pytest.mark.parametrize("reader", ["principal", "family"])
def test_who_only_reads_knows_nothing_of_it(
    client: Client, world: World, film: Attachment, reader: str
) -> None:
    client.force_login(getattr(world, reader).user)

    html = page(client, world)

    assert film.original_name not in html
    assert "media-states__list" not in html
    assert client.get(states_url(world)).status_code == 403


def test_while_nothing_is_done_the_answer_is_the_states_alone(
    student: Client, world: World, film: Attachment
) -> None:
    Attachment.objects.filter(pk=film.pk).update(percent=70)

    answer = student.get(states_url(world))

    assert "HX-Retarget" not in answer
    assert 'value="70"' in answer.content.decode()
    assert "<article" not in answer.content.decode()


def test_once_it_is_done_the_answer_is_the_whole_post_in_its_place(
    student: Client, world: World, film: Attachment
) -> None:
    Attachment.objects.filter(pk=film.pk).update(ready_at=clock.now(), seconds=12)

    answer = student.get(states_url(world))
    html = answer.content.decode()

    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == (f"#post-{world.post.pk}", "outerHTML")
    # Put into any page of the portfolio, so its addresses are whole.
    assert f'src="/portfolios/{world.portfolio.pk}/media/{film.pk}/file"' in html
    assert "12 s" in html
    assert "hx-trigger" not in html


def test_a_post_that_is_put_in_its_place_is_as_new_as_it_was(
    client: Client, world: World, film: Attachment
) -> None:
    client.force_login(world.teacher.user)
    seen = clock.now() - dt.timedelta(days=1)
    make.LookFactory.create(
        portfolio=world.portfolio, user=world.teacher.user, looked_at=seen, since=seen
    )
    assert 'class="new"' in page(client, world)
    Attachment.objects.filter(pk=film.pk).update(ready_at=clock.now(), seconds=12)

    assert 'class="new"' in client.get(states_url(world)).content.decode()


@pytest.mark.parametrize(
    ("failure", "words", "ours"),
    [
        ("damaged", "This file is damaged and could not be opened.", False),
        ("stuck", "This file could not be made ready.", True),
    ],
)
def test_what_has_failed_says_why_offers_retry_where_it_may_help_and_asks_no_more(
    student: Client, world: World, film: Attachment, failure: str, words: str, *, ours: bool
) -> None:
    Attachment.objects.filter(pk=film.pk).update(failed_at=clock.now(), failure=failure)

    html = student.get(states_url(world)).content.decode()

    assert words in html
    assert (reverse("portfolios:retry", kwargs={"attachment": film.pk}) in html) is ours
    assert ("Choose another file" in html) is not ours
    assert "hx-trigger" not in html
