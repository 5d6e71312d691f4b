"""Copy Post: the same work in another portfolio of the same student, stored once."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from districts.models import AuditEvent
from portfolios import actions
from portfolios.actions import DeletedMeanwhileError, StillGettingReadyError
from portfolios.media.refusal import Refusal
from portfolios.models import Portfolio, Post, Section
from tests import factories as make
from tests.portfolios.writing import photo
from tests.world import World


@pytest.fixture
def capstone(world: World) -> Portfolio:
    """Sunny's second portfolio, with a section of its own."""
    template = make.TemplateFactory.create(district=world.district, name="Capstone")
    make.SectionFactory.create(template=template, name="Evidence")
    made: Portfolio = make.PortfolioFactory.create(
        template=template, student=world.student_record, district=world.district
    )
    return made


def section(portfolio: Portfolio) -> Section:
    return Section.objects.get(template=portfolio.template)


def copied(world: World, to: Portfolio, **more: object) -> actions.Copied:
    given: dict[str, object] = {
        "post_id": world.post.pk,
        "portfolio_id": to.pk,
        "section_ids": set(),
        "by": world.student.actor,
        "at": world.now + timedelta(days=1),
    }
    return actions.copy_post(**given | more)  # type: ignore[arg-type] # a test's


def address(post: Post) -> str:
    return reverse("portfolios:post_copy", kwargs={"post": post.pk})


def test_words_links_and_files_are_in_both_and_the_folder_is_shared(
    world: World, capstone: Portfolio
) -> None:
    film = make.PostLinkFactory.create(post=world.post)
    cake = photo("cake", post=world.post, alt="A cake", caption="Day two", position=4)

    made = copied(world, capstone, section_ids={section(capstone).pk, world.sections[0].pk}).post

    assert (made.title, made.body_html) == (world.post.title, world.post.body_html)
    assert made.links.get().url == film.url
    assert [row.section for row in made.section_rows.all()] == [section(capstone)]
    twin = made.attachments.get(folder="cake")
    assert (twin.alt, twin.caption, twin.position) == ("A cake", "Day two", 4)
    assert (twin.stored, twin.size) == (0, cake.size)
    assert world.post.attachments.count() == made.attachments.count() == 2


def test_the_day_and_the_author_stay_and_the_log_says_who_copied(
    world: World, capstone: Portfolio
) -> None:
    made = copied(world, capstone, by=world.teacher.actor).post

    assert made.posted_on == world.post.posted_on
    assert made.author == world.student.user
    event = AuditEvent.objects.get(verb="post.copied")
    assert event.actor_user_id == world.teacher.user.pk
    assert event.detail == {"from": str(world.post.pk)}


def test_neither_of_the_two_changes_with_the_other(world: World, capstone: Portfolio) -> None:
    made = copied(world, capstone).post

    actions.delete_post(post_id=world.post.pk, by=world.student.actor, at=world.now)

    assert Post.objects.kept().filter(pk=made.pk).exists()
    assert made.attachments.kept().count() == 1


def test_while_a_file_is_getting_ready_nothing_is_copied(world: World, capstone: Portfolio) -> None:
    make.AttachmentFactory.create(post=world.post, ready_at=None)

    with pytest.raises(StillGettingReadyError):
        copied(world, capstone)
    assert not capstone.posts.exists()


def test_a_post_deleted_meanwhile_is_not_copied(world: World, capstone: Portfolio) -> None:
    actions.delete_post(post_id=world.post.pk, by=world.teacher.actor, at=world.now)

    with pytest.raises(DeletedMeanwhileError):
        copied(world, capstone)


def test_a_file_that_failed_is_left_out_and_named(world: World, capstone: Portfolio) -> None:
    make.AttachmentFactory.create(
        post=world.post,
        ready_at=None,
        failed_at=world.now,
        failure=Refusal.DAMAGED.value,
        original_name="half.png",
    )

    made = copied(world, capstone)

    assert made.left_out == ("half.png",)
    assert made.post.attachments.count() == 1


def test_the_same_form_sent_twice_is_one_copy(world: World, capstone: Portfolio) -> None:
    form = uuid.uuid4()

    assert copied(world, capstone, sent_as=form) == copied(world, capstone, sent_as=form)
    assert capstone.posts.count() == 1


def test_work_in_an_archived_portfolio_can_be_copied_into_an_active_one(
    world: World, capstone: Portfolio
) -> None:
    actions.archive_template(template_id=world.template.pk, by=world.admin.actor, at=world.now)

    assert copied(world, capstone).post.title == world.post.title


def test_nothing_is_copied_into_an_archived_portfolio(world: World, capstone: Portfolio) -> None:
    actions.archive_template(template_id=capstone.template_id, by=world.admin.actor, at=world.now)

    with pytest.raises(PermissionDenied):
        copied(world, capstone)


def test_nothing_is_copied_to_another_student(world: World) -> None:
    with pytest.raises(PermissionDenied):
        copied(world, world.classmate_portfolio, by=world.teacher.actor)


def test_a_student_chooses_portfolio_and_section_and_lands_there(
    client: Client, world: World, capstone: Portfolio
) -> None:
    client.force_login(world.student.user)
    html = client.get(address(world.post)).content.decode()
    assert "Capstone" in html
    assert "Evidence" in html
    assert world.template.name not in html.partition("<form")[2].partition('name="portfolio"')[2]

    sent = {
        "portfolio": capstone.pk,
        "sections": [section(capstone).pk],
        "sent_as": uuid.uuid4(),
    }
    answer = client.post(address(world.post), sent, follow=True)

    page = reverse("portfolios:page", kwargs={"portfolio": capstone.pk})
    assert answer.redirect_chain[-1][0] == f"{page}#post-{capstone.posts.get().pk}"
    assert world.post.title in answer.content.decode()
    assert capstone.posts.get().section_rows.count() == 1


def test_a_file_on_its_way_is_said_in_the_form(
    client: Client, world: World, capstone: Portfolio
) -> None:
    make.AttachmentFactory.create(post=world.post, ready_at=None)
    client.force_login(world.student.user)

    sent = {"portfolio": capstone.pk, "sent_as": uuid.uuid4()}
    answer = client.post(address(world.post), sent)

    assert answer.status_code == 422
    assert "still getting ready" in answer.content.decode()


def test_where_there_is_no_other_portfolio_the_page_says_so(client: Client, world: World) -> None:
    client.force_login(world.student.user)

    html = client.get(address(world.post)).content.decode()

    assert "No other portfolio" in html
    assert client.post(address(world.post), {}).status_code == 200
    assert Post.objects.filter(title=world.post.title).count() == 1


def test_another_students_portfolio_is_not_among_the_choices(
    client: Client, world: World, capstone: Portfolio
) -> None:
    client.force_login(world.teacher.user)

    sent = {"portfolio": world.classmate_portfolio.pk, "sent_as": uuid.uuid4()}

    assert client.post(address(world.post), sent).status_code == 422
