"""Portfolio Templates: who makes them, and who gets a portfolio."""

import pytest
from django.test import Client
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
from tests.world import World

SECTIONS = ["Reading", "Science"]


def draft(world: World, **says: object) -> PortfolioTemplate:
    return create_template(
        draft=TemplateDraft(name="Capstone", **says),  # type: ignore[arg-type]
        sections=SECTIONS,
        by=world.admin.actor,
        at=clock.now(),
    )


def published(world: World, **says: object) -> PortfolioTemplate:
    made = draft(world, **says)
    return publish_template(template_id=made.pk, by=world.admin.actor, at=clock.now())


def students_of(template: PortfolioTemplate) -> set[object]:
    return set(Portfolio.objects.filter(template=template).values_list("student_id", flat=True))


def test_publishing_gives_every_student_of_the_district_a_portfolio(world: World) -> None:
    made = draft(world)
    assert students_of(made) == set()

    publish_template(template_id=made.pk, by=world.admin.actor, at=clock.now())

    everybody = Student.objects.filter(district=world.district)
    assert students_of(made) == set(everybody.values_list("pk", flat=True))


def test_an_audience_of_one_school_reaches_nobody_else(world: World) -> None:
    made = published(world, school_ids=[world.cedar.pk])

    assert students_of(made) == {world.outsider.pk}


def test_school_and_grade_must_fit_one_membership(world: World) -> None:
    make.MembershipFactory.create(student=world.student_record, school=world.cedar, grade="09")
    make.MembershipFactory.create(student=world.outsider, school=world.maple, grade="09")

    made = published(world, school_ids=[world.cedar.pk], grades=["09"])

    assert students_of(made) == {world.student_record.pk}


def test_schools_of_another_district_are_not_taken(world: World) -> None:
    made = draft(world, school_ids=[world.other.maple.pk])

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
    sent = {
        "name": "Capstone",
        "teacher_access": "classes",
        "sections": "Reading\n\n Science \nReading",
        "schools": [str(world.maple.pk)],
        "student_url_sharing": "on",
    }
    assert client.post("/portfolios/manage/add/", sent).status_code == 302
    made = PortfolioTemplate.objects.get(name="Capstone")
    assert [section.name for section in made.sections.all()] == SECTIONS
    assert "This is a draft" in client.get(f"/portfolios/manage/{made.pk}/").content.decode()

    client.post(f"/portfolios/manage/{made.pk}/publish/")
    assert "“Capstone” is published" in client.get("/portfolios/manage/").content.decode()
    client.post(f"/portfolios/manage/{made.pk}/", sent | {"name": "Capstone 2", "schools": []})
    assert len(students_of(made)) == 4
    client.post(f"/portfolios/manage/{made.pk}/archive/")
    made.refresh_from_db()
    assert made.name == "Capstone 2"
    assert made.archived_at is not None


def test_twenty_one_sections_cost_no_typed_word(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    lines = "\n".join(f"Section {n}" for n in range(21))

    answer = client.post("/portfolios/manage/add/", {"name": "Long", "sections": lines})

    assert answer.status_code == 422
    assert "these are 21" in answer.content.decode()
    assert "Section 20" in answer.content.decode()


def test_a_template_of_the_other_district_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    address = f"/portfolios/manage/{world.other.template.pk}/"

    assert client.get(address).status_code == 404
    assert client.post(f"{address}publish/").status_code == 404
