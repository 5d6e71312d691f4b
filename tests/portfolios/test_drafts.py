"""What somebody is writing is kept until they publish it or put it away."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied

from portfolios import actions
from portfolios.keeping.days import TooLateError
from portfolios.models import Draft
from tests import factories as make
from tests.portfolios.writing import in_draft, words
from tests.world import World


def saved(world: World, typed: str, **more: object) -> Draft | None:
    given: dict[str, object] = {
        "portfolio_id": world.portfolio.pk,
        "post_id": None,
        "words": typed,
        "by": world.student.actor,
        "at": world.now,
    }
    return actions.save_draft(**given | more)  # type: ignore[arg-type] # a test's


def test_each_place_has_one_draft_an_author(world: World) -> None:
    first = saved(world, "title=Br")
    second = saved(world, "title=Bridge")
    of_an_edit = saved(world, "title=New", post_id=world.post.pk)
    the_teachers = saved(world, "title=Hello", by=world.teacher.actor)

    assert first == second
    assert len({first, of_an_edit, the_teachers}) == 3
    assert second is not None
    second.refresh_from_db()
    assert second.words == "title=Bridge"


def test_a_save_that_comes_after_its_form_was_published_begins_nothing(world: World) -> None:
    form = uuid.uuid4()
    actions.add_post(
        portfolio_id=world.portfolio.pk,
        words=words(),
        sent_as=form,
        by=world.student.actor,
        at=world.now,
    )

    assert saved(world, urlencode({"title": "Bridge", "sent_as": form})) is None
    assert not Draft.objects.exists()
    assert saved(world, "title=Next&sent_as=nonsense") is not None


def test_a_discarded_draft_is_taken_up_again_with_its_files(world: World) -> None:
    draft = saved(world, "title=Half")
    assert draft is not None
    file = make.AttachmentFactory.create(**in_draft(draft))
    by, at = world.student.actor, world.now

    actions.discard_draft(draft_id=draft.pk, by=by, at=at)
    assert not Draft.objects.open().exists()

    actions.reopen_draft(draft_id=draft.pk, by=by, at=at)
    assert Draft.objects.open().get() == draft
    assert draft.attachments.get() == file


def test_two_drafts_are_never_open_at_one_place(world: World) -> None:
    by, at = world.student.actor, world.now
    draft = saved(world, "title=First")
    assert draft is not None
    actions.discard_draft(draft_id=draft.pk, by=by, at=at)
    second = saved(world, "title=Second")
    assert second is not None

    for wanted in (draft, second):
        actions.reopen_draft(draft_id=wanted.pk, by=by, at=at)
        assert Draft.objects.open().get() == wanted
    assert Draft.objects.count() == 2


def test_after_thirty_one_days_a_discarded_draft_stays_away(world: World) -> None:
    by, at = world.student.actor, world.now
    draft = saved(world, "title=Half")
    assert draft is not None
    actions.discard_draft(draft_id=draft.pk, by=by, at=at)

    with pytest.raises(TooLateError):
        actions.reopen_draft(draft_id=draft.pk, by=by, at=at + timedelta(days=31))


def test_nobody_touches_the_draft_of_another(world: World) -> None:
    draft = saved(world, "title=Mine")
    assert draft is not None

    with pytest.raises(Draft.DoesNotExist):
        actions.discard_draft(draft_id=draft.pk, by=world.teacher.actor, at=world.now)


@pytest.mark.parametrize("persona", ["family", "admin", "colleague"])
def test_who_may_not_write_begins_no_draft(world: World, persona: str) -> None:
    with pytest.raises(PermissionDenied):
        saved(world, "title=Hello", by=getattr(world, persona).actor)
