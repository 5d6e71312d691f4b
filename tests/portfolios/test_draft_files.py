"""The files of a draft are its author's alone until they are published."""

import pytest
from django.test import Client
from django.urls import reverse

from portfolios.media.refusal import Refusal
from portfolios.models import Attachment, Draft
from tests import factories as make
from tests.portfolios.writing import in_draft, photo
from tests.world import World


@pytest.fixture
def draft(world: World) -> Draft:
    """What Sunny is writing."""
    made: Draft = make.DraftFactory.create(portfolio=world.portfolio, author=world.student.user)
    return made


def address(file: Attachment, name: str = "640.webp") -> str:
    names = {"draft": file.draft_id, "attachment": file.pk, "name": name}
    return reverse("portfolios:draft_media", kwargs=names)


def test_whoever_writes_sees_the_picture(client: Client, world: World, draft: Draft) -> None:
    file = photo("drafted", **in_draft(draft))
    client.force_login(world.student.user)

    assert client.head(address(file)).status_code == 200
    assert client.get(address(file, "upload")).status_code == 404
    form = client.get(reverse("portfolios:post_new", kwargs={"portfolio": world.portfolio.pk}))
    assert address(file, "320.webp") in form.content.decode()


@pytest.mark.parametrize("persona", ["teacher", "admin", "family", "colleague"])
def test_nobody_else_does(client: Client, world: World, draft: Draft, persona: str) -> None:
    file = photo("drafted", **in_draft(draft))
    client.force_login(getattr(world, persona).user)

    assert client.get(address(file)).status_code == 404


def test_a_file_that_is_not_ready_or_taken_out_is_not_sent(
    client: Client, world: World, draft: Draft
) -> None:
    client.force_login(world.student.user)
    waits = photo("waits", **in_draft(draft, ready_at=None))
    gone = photo("gone", **in_draft(draft, deleted_at=world.now))

    assert client.get(address(waits)).status_code == 404
    assert client.get(address(gone)).status_code == 404


def test_a_file_that_failed_is_tried_again_without_leaving_the_form(
    client: Client, world: World, draft: Draft
) -> None:
    failed = {"ready_at": None, "failed_at": world.now, "failure": Refusal.STUCK.value}
    file = make.AttachmentFactory.create(**in_draft(draft, **failed))
    client.force_login(world.student.user)

    answer = client.post(reverse("portfolios:retry", kwargs={"attachment": file.pk}))

    assert answer.url == reverse(  # type: ignore[attr-defined] # it is a redirect
        "portfolios:post_new", kwargs={"portfolio": world.portfolio.pk}
    )
    file.refresh_from_db()
    assert file.failed_at is None


def test_a_file_that_was_refused_is_not_tried_again_and_the_form_says_so(
    client: Client, world: World, draft: Draft
) -> None:
    failed = {"ready_at": None, "failed_at": world.now, "failure": Refusal.DAMAGED.value}
    file = make.AttachmentFactory.create(**in_draft(draft, **failed))
    client.force_login(world.student.user)

    again = reverse("portfolios:retry", kwargs={"attachment": file.pk})
    told = client.post(again, follow=True).content.decode()

    assert "Trying again changes nothing." in told
    file.refresh_from_db()
    assert file.failed_at is not None
