"""Portfolio Templates: who makes them, and who gets a portfolio."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts.models import Student
from portfolios.actions import (
    TemplateDraft,
    TooManySectionsError,
    archive_template,
    create_template,
    ensure_portfolios,
    publish_template,
)
from portfolios.models import Portfolio, PortfolioTemplate
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios.templates import FORM, drafted, names, published, students_of
from tests.world import World


def test_publishing_gives_every_student_of_the_district_a_portfolio(world: World) -> None:
    made = drafted(world)
    assert students_of(made) == set()

    publish_template(template_id=made.pk, by=world.admin.actor, at=clock.now())

    everybody = Student.objects.filter(district=world.district)
    assert students_of(made) == set(everybody.values_list("pk", flat=True))


def test_schools_of_another_district_are_not_taken(world: World) -> None:
    made = drafted(world, school_ids=[world.other.maple.pk])

    assert not made.school_rows.exists()


def test_making_portfolios_again_changes_nothing(world: World) -> None:
    published(world)

    assert ensure_portfolios(district_id=world.district.pk) == 0
    newcomer = make.StudentFactory.create(district=world.district)
    make.MembershipFactory.create(student=newcomer, school=world.maple)
    assert ensure_portfolios(district_id=world.district.pk) == 2
    assert Portfolio.objects.active().filter(student=newcomer).count() == 2


def test_archiving_and_publishing_again_opens_the_same_portfolios(world: World) -> None:
    made = published(world)
    archive_template(template_id=made.pk, by=world.admin.actor, at=clock.now())
    assert not Portfolio.objects.active().filter(template=made).exists()

    publish_template(template_id=made.pk, by=world.admin.actor, at=clock.now())
    assert Portfolio.objects.active().filter(template=made).count() == 4


def test_a_template_has_twenty_sections_at_most(world: World) -> None:
    with pytest.raises(TooManySectionsError):
        create_template(
            draft=TemplateDraft(name="Long"),
            sections=[str(n) for n in range(21)],
            by=world.admin.actor,
            at=clock.now(),
        )


@pytest.mark.parametrize(
    "persona",
    ["limited", "principal", "counsellor", "teacher", "student", "family", "support"],
)
def test_only_a_full_district_admin_comes_to_the_templates(
    client: Client, world: World, persona: str
) -> None:
    client.force_login(getattr(world, persona).user)
    one = reverse("portfolios:template_publish", kwargs={"template": world.template.pk})

    assert client.get("/portfolios/manage/").status_code == 403
    assert client.post("/portfolios/manage/add/", {"name": "x"}).status_code == 403
    assert client.post(one).status_code == 403


def test_an_admin_adds_publishes_and_archives_a_template(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    sent = FORM | {
        "audience": [str(world.maple.pk)],
        "sections": "Reading\n\n Science \nReading",
        "student_url_sharing": "on",
        "family_view": "always",
    }
    assert client.post("/portfolios/manage/add/", sent).status_code == 302
    made = PortfolioTemplate.objects.get(name="Capstone")
    page = f"/portfolios/manage/{made.pk}/"
    assert names(made) == ["Reading", "Science"]
    assert made.family_view == "always"
    assert "This is a draft" in client.get(page).content.decode()

    assert "3 students get this portfolio" in client.get(f"{page}publish/").content.decode()
    client.post(f"{page}publish/")
    assert "“Capstone” is published" in client.get("/portfolios/manage/").content.decode()
    assert len(students_of(made)) == 3
    assert "of 3 students become Archived" in client.get(f"{page}archive/").content.decode()
    client.post(f"{page}archive/")
    made.refresh_from_db()
    assert made.archived_at is not None
    assert "can add to their portfolios again" in client.get(f"{page}publish/").content.decode()


def test_what_is_so_already_is_not_asked_again(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    page = f"/portfolios/manage/{world.template.pk}/"

    assert client.get(f"{page}publish/")["Location"] == page
    assert "This template is already published." in client.get(page).content.decode()
    client.post(f"{page}archive/")
    twice = client.post(f"{page}archive/", follow=True).content.decode()
    assert "This template is already archived." in twice
    draft = f"/portfolios/manage/{drafted(world).pk}/"
    never = client.get(f"{draft}archive/", follow=True).content.decode()
    assert "This template is not published yet." in never


def test_publishing_what_somebody_has_changed_meanwhile_asks_once_more(
    client: Client, world: World
) -> None:
    client.force_login(world.admin.user)
    made = drafted(world, school_ids=[world.maple.pk])
    seen = client.get(f"/portfolios/manage/{made.pk}/publish/").context["seen"]
    made.school_rows.all().delete()

    answer = client.post(f"/portfolios/manage/{made.pk}/publish/", {"seen": seen}, follow=True)

    assert "has changed this template meanwhile" in answer.content.decode()
    made.refresh_from_db()
    assert made.published_at is None


def test_twenty_one_sections_cost_no_typed_word(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    lines = "\n".join(f"Section {n}" for n in range(21))

    answer = client.post("/portfolios/manage/add/", FORM | {"name": "Long", "sections": lines})

    assert answer.status_code == 422
    assert "these are 21" in answer.content.decode()
    assert "Section 20" in answer.content.decode()


@pytest.mark.parametrize(
    ("audience", "told"),
    [([], "Tick the whole district, or at least one school."), (None, "not both")],
)
def test_a_template_is_for_the_district_or_for_schools(
    client: Client, world: World, audience: list[str] | None, told: str
) -> None:
    client.force_login(world.admin.user)
    ticked = ["district", str(world.maple.pk)] if audience is None else audience

    answer = client.post("/portfolios/manage/add/", FORM | {"audience": ticked})

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_template_of_the_other_district_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    address = f"/portfolios/manage/{world.other.template.pk}/"

    assert client.get(address).status_code == 404
    assert client.post(f"{address}publish/").status_code == 404


def test_the_list_says_for_whom_each_is_and_what_they_have_made(
    client: Client, world: World
) -> None:
    client.force_login(world.admin.user)
    drafted(world, name="Grade 8 at Maple", school_ids=[world.maple.pk], grades=["08", "09"])

    page = client.get("/portfolios/manage/").content.decode()
    assert f"{world.maple} · Grades 8, 9" in page
    assert "The whole district" in page
    assert '<span class="table__label">Posts</span> 1' in page
    drafts = client.get("/portfolios/manage/?state=draft").content.decode()
    assert "Grade 8 at Maple" in drafts
    assert world.template.name not in drafts


def test_a_copy_is_a_draft_that_says_the_same(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    old = published(
        world, school_ids=[world.maple.pk], grades=["08"], teacher_access="school", description="x"
    )

    client.post(f"/portfolios/manage/{old.pk}/duplicate/")

    copy = PortfolioTemplate.objects.get(name="Copy of Capstone")
    assert copy.state == "draft"
    assert names(copy) == names(old)
    assert (copy.grades, copy.teacher_access, copy.description) == (["08"], "school", "x")
    assert [row.school_id for row in copy.school_rows.all()] == [world.maple.pk]
    assert students_of(copy) == set()


def test_the_preview_shows_the_welcome_and_the_empty_page(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    made = drafted(world, description="Collect **what** you made.")
    page = f"/portfolios/manage/{made.pk}/preview/"

    welcome = client.get(page).content.decode()
    empty = client.get(f"{page}page/").content.decode()

    assert "Collect <strong>what</strong> you made." in welcome
    assert "What a student sees, without the buttons." in welcome
    assert "What a student sees, without the buttons." in empty
    assert "Reading" in empty
    section = made.sections.get(name="Art")
    assert client.get(f"{page}page/{section.pk}/").status_code == 200
    assert client.get(f"{page}page/{world.sections[0].pk}/").status_code == 404


def test_a_page_of_many_templates_asks_no_more_than_a_page_of_one(
    client: Client, world: World
) -> None:
    client.force_login(world.admin.user)
    page = "/portfolios/manage/"
    drafted(world, school_ids=[world.maple.pk])
    with CaptureQueriesContext(connection) as one:
        client.get(page)
    for number in range(6):
        drafted(world, name=f"Template {number}", school_ids=[world.maple.pk, world.cedar.pk])

    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) <= len(one)
