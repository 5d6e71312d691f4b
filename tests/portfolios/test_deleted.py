"""Recently deleted: for those who write in the portfolio, for thirty days."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from districts.models import AuditEvent
from portfolios import actions
from portfolios.keeping.deleted import deleted
from portfolios.models import Attachment, Post
from tests import factories as make
from tests.portfolios.writing import in_draft, photo, words
from tests.world import World


def page(world: World) -> str:
    return reverse("portfolios:deleted", kwargs={"portfolio": world.portfolio.pk})


def restore(name: str, **ids: object) -> str:
    return reverse(f"portfolios:{name}", kwargs=ids)


def gone(world: World, title: str = "Bread", **more: object) -> Post:
    """A post of Sunny's that somebody deleted."""
    times: dict[str, object] = {"deleted_at": world.now, "deleted_by": world.student.user}
    made: Post = make.PostFactory.create(
        portfolio=world.portfolio, title=title, author=world.student.user, **times | more
    )
    return made


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


def test_a_post_that_the_teacher_deleted_is_found_and_restored(pupil: Client, world: World) -> None:
    post = gone(world, deleted_by=world.teacher.user)
    assert "Bread" in pupil.get(page(world)).content.decode()

    answer = pupil.post(restore("post_restore", post=post.pk), follow=True)

    assert answer.redirect_chain[-1][0].endswith(f"#post-{post.pk}")
    assert "The post is back." in answer.content.decode()
    assert "Bread" not in pupil.get(page(world)).content.decode()


def test_who_presses_delete_twice_is_offered_undo_all_the_same(pupil: Client, world: World) -> None:
    delete = restore("post_delete", post=world.post.pk)
    pupil.post(delete)

    assert "Undo" in pupil.post(delete, follow=True).content.decode()
    assert AuditEvent.objects.filter(verb="post.deleted").count() == 1


def test_a_photo_taken_out_of_a_post_is_put_back_in_its_place(pupil: Client, world: World) -> None:
    Attachment.objects.filter(pk=world.photo.pk).update(deleted_at=world.now, caption="Me")
    html = pupil.get(page(world)).content.decode()
    assert "Me" in html
    assert world.post.title in html

    pupil.post(restore("file_restore", attachment=world.photo.pk))

    assert world.post.attachments.kept().get() == world.photo


def test_who_takes_a_photo_out_is_written_down_and_so_is_who_puts_it_back(world: World) -> None:
    changes = actions.FileChanges(removed={world.photo.pk})
    actions.edit_post(
        post_id=world.post.pk,
        words=words(),
        changes=changes,
        by=world.teacher.actor,
        at=world.now,
    )
    file = str(world.photo.pk)
    events = AuditEvent.objects.filter(subject_id=file).order_by("pk")
    assert [(one.verb, one.actor_user_id) for one in events] == [
        ("attachment.removed", world.teacher.user.pk)
    ]

    in_time = world.now + timedelta(days=30)
    actions.restore_file(attachment_id=world.photo.pk, by=world.student.actor, at=in_time)

    assert [one.verb for one in events.all()] == ["attachment.removed", "attachment.restored"]


def test_a_photo_taken_out_is_recognised_by_its_picture(client: Client, world: World) -> None:
    taken = photo("taken", post=world.post, deleted_at=world.now)
    picture = restore("removed_photo", attachment=taken.pk)
    for persona, status in (
        ("student", 200),
        ("teacher", 200),
        ("family", 403),
        ("colleague", 404),
    ):
        client.force_login(getattr(world, persona).user)
        assert client.head(picture).status_code == status

    client.force_login(world.student.user)
    assert picture in client.get(page(world)).content.decode()


def test_a_discarded_draft_is_its_authors_alone(pupil: Client, world: World) -> None:
    for author, title in ((world.student, "Mine"), (world.teacher, "Hers")):
        draft = make.DraftFactory.create(
            portfolio=world.portfolio,
            author=author.user,
            words=f"title={title}",
            discarded_at=world.now,
        )
        make.AttachmentFactory.create(**in_draft(draft))

    html = pupil.get(page(world)).content.decode()

    assert "Mine" in html
    assert "Hers" not in html


def test_the_last_day_is_said_where_the_school_is(world: World) -> None:
    gone(world)

    [one] = deleted(world.student.actor, world.portfolio, world.now)

    day = (world.now + timedelta(days=30)).astimezone(world.district.zone).date()
    assert one.until == day


def test_what_is_gone_for_good_is_not_offered(pupil: Client, world: World) -> None:
    old = gone(world, deleted_at=world.now - timedelta(days=32))

    assert "Nothing here" in pupil.get(page(world)).content.decode()
    html = pupil.post(restore("post_restore", post=old.pk), follow=True).content.decode()
    assert "gone for good" in html
    old.refresh_from_db()
    assert old.deleted_at is not None


def test_in_an_archived_portfolio_restoring_is_refused_with_words(
    pupil: Client, world: World
) -> None:
    post = gone(world)
    actions.archive_template(template_id=world.template.pk, by=world.admin.actor, at=world.now)

    html = pupil.get(page(world)).content.decode()
    assert "This portfolio is archived" in html
    assert restore("post_restore", post=post.pk) not in html
    html = pupil.post(restore("post_restore", post=post.pk), follow=True).content.decode()
    assert "Nothing can be restored now" in html
    assert not Post.objects.kept().filter(pk=post.pk).exists()


@pytest.mark.parametrize(
    ("persona", "status"), [("family", 403), ("admin", 403), ("principal", 403), ("colleague", 404)]
)
def test_nobody_else_reads_or_restores_it(
    client: Client, world: World, persona: str, status: int
) -> None:
    post = gone(world)
    client.force_login(getattr(world, persona).user)

    assert client.get(page(world)).status_code == status
    assert client.post(restore("post_restore", post=post.pk)).status_code == status


def test_a_hundred_deleted_posts_cost_as_many_queries_as_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 20):
        for number in range(count):
            post = gone(world, f"{count} {number}")
            make.AttachmentFactory.create(post=world.post, deleted_at=post.deleted_at)
        with django_assert_num_queries(4):
            deleted(world.student.actor, world.portfolio, world.now)
