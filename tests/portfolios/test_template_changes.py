"""Changing a published template: said in numbers first, never over somebody else's change."""

from typing import Any

import pytest
from django.test import Client

from portfolios.actions import TemplateDraft, TemplateMovedError, edit_template
from portfolios.actions.template_draft import said_by
from portfolios.models import Portfolio, PortfolioTemplate
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios.templates import FORM, active_in, drafted, published
from tests.world import World


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """A District Admin's browser."""
    client.force_login(world.admin.user)
    return client


def save(  # a response of the test client, which has a context
    admin: Client, template: PortfolioTemplate, **typed: object
) -> Any:  # noqa: ANN401
    """Send the form of a template's settings."""
    return admin.post(f"/portfolios/manage/{template.pk}/", FORM | typed)


def test_another_audience_is_reviewed_in_numbers_before_it_is_saved(
    admin: Client, world: World
) -> None:
    made = published(world, school_ids=[world.maple.pk])
    theirs = Portfolio.objects.get(template=made, student=world.student_record)
    make.PostFactory.create(portfolio=theirs)
    cedar = {"audience": [str(world.cedar.pk)]}

    page = save(admin, made, **cedar).content.decode()

    assert "1 student gets this portfolio." in page
    assert "The portfolios of 3 students become Archived." in page
    assert "1 of them has work in it. It stays readable, and nothing is lost." in page
    assert len(active_in(made)) == 3

    assert save(admin, made, confirm="1", **cedar).status_code == 302
    assert active_in(made) == {world.outsider.pk}
    assert Portfolio.objects.filter(pk=theirs.pk).exists()


def test_going_back_from_the_review_loses_nothing_typed(admin: Client, world: World) -> None:
    made = published(world)
    typed = {"name": "Half a thought", "audience": [str(world.cedar.pk)]}

    page = save(admin, made, edit="1", **typed).content.decode()

    assert "Half a thought" in page
    made.refresh_from_db()
    assert made.name == "Capstone"


@pytest.mark.parametrize(
    ("before", "typed", "told"),
    [
        ({}, {"teacher_access": "school"}, "Every teacher of a school will be able"),
        ({}, {"student_url_sharing": "on"}, "can make links that anybody can open"),
        ({"student_url_sharing": True}, {}, "Links to these portfolios stop opening at once."),
        ({"student_url_sharing": True}, {}, "Families can no longer see these portfolios."),
        ({}, {"student_url_sharing": "on"}, "Families can see these portfolios."),
        ({}, {"family_view": "always"}, "Families can see these portfolios at any time."),
        (
            {"student_url_sharing": True, "family_view": "always"},
            {"student_url_sharing": "on", "family_view": "with_sharing"},
            "Families see these portfolios only while Student URL Sharing is on.",
        ),
    ],
)
def test_what_opens_or_closes_is_said_first(
    admin: Client, world: World, before: dict[str, object], typed: dict[str, object], told: str
) -> None:
    made = published(world, **before)

    assert told in save(admin, made, **typed).content.decode()
    assert save(admin, made, confirm="1", **typed).status_code == 302


def test_a_name_is_saved_at_once_and_so_is_a_draft(admin: Client, world: World) -> None:
    assert save(admin, published(world), name="Another").status_code == 302
    assert save(admin, drafted(world), audience=[str(world.cedar.pk)]).status_code == 302


def test_the_second_of_two_admins_is_told_and_loses_no_word(admin: Client, world: World) -> None:
    made = published(world)
    seen = admin.get(f"/portfolios/manage/{made.pk}/").context["seen"]
    edit_template(
        template_id=made.pk,
        draft=TemplateDraft(name="The colleague’s name"),
        by=world.admin.actor,
        at=clock.now(),
    )

    answer = save(admin, made, name="My name", seen=seen)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else has saved this template" in page
    assert "Saved differently now: Name." in page
    assert "My name" in page
    made.refresh_from_db()
    assert made.name == "The colleague’s name"

    assert save(admin, made, name="My name", seen=answer.context["seen"]).status_code == 302
    made.refresh_from_db()
    assert made.name == "My name"


def test_the_action_refuses_what_was_not_looked_at(world: World) -> None:
    made = published(world)
    seen = said_by(made).mark()
    first, second = TemplateDraft(name="First"), TemplateDraft(name="Second")
    edit_template(template_id=made.pk, draft=first, seen=seen, by=world.admin.actor, at=clock.now())

    with pytest.raises(TemplateMovedError):
        edit_template(
            template_id=made.pk, draft=second, seen=seen, by=world.admin.actor, at=clock.now()
        )
    made.refresh_from_db()
    assert made.name == "First"


def test_the_same_words_have_the_same_mark(world: World) -> None:
    schools = [world.maple.pk, world.cedar.pk]
    one = TemplateDraft(name="One", school_ids=schools)

    assert one.mark() == TemplateDraft(name="One", school_ids=schools[::-1]).mark()
    assert one.mark() != TemplateDraft(name="One", school_ids=schools[:1]).mark()


def test_whoever_archives_reads_that_shared_links_go_on(admin: Client, world: World) -> None:
    path = f"/portfolios/manage/{world.template.pk}/archive/"
    assert "go on working until their last day" in admin.get(path).text
    PortfolioTemplate.objects.filter(pk=world.template.pk).update(student_url_sharing=False)
    assert "go on working" not in admin.get(path).text
