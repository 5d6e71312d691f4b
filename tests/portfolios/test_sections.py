"""The sections of a template: added, renamed, put in order, removed with their posts, and back."""

import uuid

import pytest
from django.test import Client

from portfolios.actions import (
    SectionMovedError,
    SectionNameTakenError,
    TooManySectionsError,
    add_section,
    move_section,
    remove_section,
    rename_section,
    restore_section,
    step_section,
)
from portfolios.models import PortfolioTemplate, Post, PostSection, Section
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios.templates import drafted, names
from tests.world import World


@pytest.fixture
def template(world: World) -> PortfolioTemplate:
    """A template with the sections Reading, Science and Art."""
    return drafted(world)


def section(template: PortfolioTemplate, name: str) -> Section:
    return template.sections.get(name=name)


def posts_in(one: Section) -> set[uuid.UUID]:
    return set(PostSection.objects.filter(section=one).values_list("post_id", flat=True))


@pytest.mark.parametrize(
    ("name", "to", "order"),
    [
        ("Art", 0, ["Art", "Reading", "Science"]),
        ("Reading", 2, ["Science", "Art", "Reading"]),
        ("Reading", 1, ["Science", "Reading", "Art"]),
        ("Science", 1, ["Reading", "Science", "Art"]),
        ("Reading", 99, ["Science", "Art", "Reading"]),
        ("Art", -5, ["Art", "Reading", "Science"]),
    ],
)
def test_a_section_goes_to_the_place_it_is_put(
    world: World, template: PortfolioTemplate, name: str, to: int, order: list[str]
) -> None:
    one = section(template, name)
    move_section(section_id=one.pk, to=to, by=world.admin.actor, at=clock.now())

    assert names(template) == order


@pytest.mark.parametrize(
    ("name", "steps", "order"),
    [
        ("Science", -1, ["Science", "Reading", "Art"]),
        ("Science", 1, ["Reading", "Art", "Science"]),
        ("Reading", -1, ["Reading", "Science", "Art"]),
        ("Art", 1, ["Reading", "Science", "Art"]),
    ],
)
def test_a_step_up_or_down_stops_at_the_end(
    world: World, template: PortfolioTemplate, name: str, steps: int, order: list[str]
) -> None:
    one = section(template, name)
    step_section(section_id=one.pk, steps=steps, by=world.admin.actor, at=clock.now())

    assert names(template) == order


def test_the_twenty_first_section_is_refused(world: World) -> None:
    full = drafted(world, sections=[f"Section {n}" for n in range(20)])
    admin, now = world.admin.actor, clock.now()

    with pytest.raises(TooManySectionsError):
        add_section(template_id=full.pk, name="One more", by=admin, at=now)

    remove_section(section_id=section(full, "Section 7").pk, by=admin, at=now)
    add_section(template_id=full.pk, name="One more", by=admin, at=now)
    assert len(names(full)) == 20
    with pytest.raises(TooManySectionsError, match="Remove another one first"):
        restore_section(section_id=section(full, "Section 7").pk, by=admin, at=now)


def test_two_sections_of_a_template_never_have_one_name(
    world: World, template: PortfolioTemplate
) -> None:
    admin, now, art = world.admin.actor, clock.now(), section(template, "Art")
    with pytest.raises(SectionNameTakenError):
        add_section(template_id=template.pk, name="READING", by=admin, at=now)
    with pytest.raises(SectionNameTakenError):
        rename_section(section_id=art.pk, name="reading", by=admin, at=now)
    rename_section(section_id=art.pk, name="ART", by=admin, at=now)
    assert names(template) == ["Reading", "Science", "ART"]


def test_who_renames_what_somebody_else_has_just_renamed_is_told(
    world: World, template: PortfolioTemplate
) -> None:
    admin, now, art = world.admin.actor, clock.now(), section(template, "Art")
    rename_section(section_id=art.pk, name="Painting", seen="Art", by=admin, at=now)

    with pytest.raises(SectionMovedError, match="Painting"):
        rename_section(section_id=art.pk, name="Drawing", seen="Art", by=admin, at=now)
    assert "Painting" in names(template)


def test_the_posts_of_a_removed_section_stay_and_come_back_with_it(world: World) -> None:
    one, admin, now = world.sections[0], world.admin.actor, clock.now()
    before = posts_in(one)
    assert before

    remove_section(section_id=one.pk, by=admin, at=now)
    assert one.name not in names(world.template)
    assert Post.objects.kept().filter(pk__in=before).count() == len(before)

    restore_section(section_id=one.pk, by=admin, at=now)
    assert names(world.template)[0] == one.name
    assert posts_in(one) == before


def test_the_posts_of_a_removed_section_can_go_into_another(world: World) -> None:
    one, other = world.sections[:2]
    before = posts_in(one)

    remove_section(section_id=one.pk, into=other.pk, by=world.admin.actor, at=clock.now())

    assert before <= posts_in(other)


def test_when_it_comes_back_the_other_section_is_as_it_was(world: World) -> None:
    one, other = world.sections[:2]
    own = make.PostFactory.create(portfolio=world.portfolio)
    both = make.PostFactory.create(portfolio=world.portfolio)
    for post, section_of_it in ((own, other), (both, one), (both, other)):
        make.PostSectionFactory.create(post=post, section=section_of_it)
    first, second = posts_in(one), posts_in(other)
    admin, now = world.admin.actor, clock.now()

    remove_section(section_id=one.pk, into=other.pk, by=admin, at=now)
    assert posts_in(other) == first | second
    restore_section(section_id=one.pk, by=admin, at=now)

    assert posts_in(one) == first
    assert posts_in(other) == second


def test_posts_never_go_into_a_section_of_another_template(
    world: World, template: PortfolioTemplate
) -> None:
    with pytest.raises(Section.DoesNotExist):
        remove_section(
            section_id=world.sections[0].pk,
            into=section(template, "Art").pk,
            by=world.admin.actor,
            at=clock.now(),
        )


def test_what_was_typed_stays_when_somebody_else_was_quicker(
    client: Client, world: World, template: PortfolioTemplate
) -> None:
    client.force_login(world.admin.user)
    page = f"/portfolios/manage/{template.pk}/sections/{section(template, 'Art').pk}/"

    answer = client.post(page, {"name": "Drawing", "seen": "Arts"})

    assert answer.status_code == 422
    assert "Somebody else has called this section “Art” meanwhile." in answer.content.decode()
    assert 'value="Drawing"' in answer.content.decode()
    assert 'name="seen" value="Art"' in answer.content.decode()
    assert client.post(page, {"name": "Drawing", "seen": "Art"}).status_code == 302
    assert "Drawing" in names(template)


def test_the_page_asks_before_it_removes_and_offers_undo(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    one, page = world.sections[0], f"/portfolios/manage/{world.template.pk}/sections/"
    make.PostSectionFactory.create(
        post=make.PostFactory.create(portfolio=world.portfolio), section=one
    )

    asked = client.get(f"{page}{one.pk}/remove/").content.decode()
    assert f"{len(posts_in(one))} posts are in this section. They stay under Home" in asked

    after = client.post(f"{page}{one.pk}/remove/", {"into": ""}, follow=True)
    assert f"“{one.name}” is removed." in after.content.decode()
    client.post(f"{page}{one.pk}/restore/")
    assert one.name in names(world.template)


def test_without_script_the_page_comes_back_at_the_moved_row(
    client: Client, world: World, template: PortfolioTemplate
) -> None:
    client.force_login(world.admin.user)
    page, art = f"/portfolios/manage/{template.pk}/sections/", section(template, "Art")

    answer = client.post(f"{page}move/", {"up": str(art.pk)})
    assert answer["Location"] == f"{page}#up-{art.pk}"
    answer = client.post(f"{page}move/", {"up": str(art.pk)})
    assert answer["Location"] == f"{page}#down-{art.pk}"
    assert "“Art” is now number 1 of 3." in client.get(page).content.decode()


def test_the_moved_list_is_the_page_s_own(
    client: Client, world: World, template: PortfolioTemplate
) -> None:
    client.force_login(world.admin.user)
    page, art = f"/portfolios/manage/{template.pk}/sections/", section(template, "Art")

    part = client.post(
        f"{page}move/", {"section": str(art.pk), "to": "0"}, headers={"HX-Request": "true"}
    ).content.decode()

    assert "“Art” is now number 1 of 3." in part
    assert part.index(">Art<") < part.index(">Reading<")
    whole = client.get(page).content.decode()
    assert part.partition("<ol")[2].partition("</ol>")[0] in whole


@pytest.mark.parametrize("typed", [{}, {"up": "x"}, {"section": "x"}, {"to": "1"}])
def test_a_move_of_nothing_is_not_found(
    client: Client, world: World, template: PortfolioTemplate, typed: dict[str, str]
) -> None:
    client.force_login(world.admin.user)

    answer = client.post(f"/portfolios/manage/{template.pk}/sections/move/", typed)
    assert answer.status_code == 404


def test_a_section_of_another_template_is_not_found(
    client: Client, world: World, template: PortfolioTemplate
) -> None:
    client.force_login(world.admin.user)
    theirs = f"/portfolios/manage/{template.pk}/sections/{world.sections[0].pk}/"

    assert client.get(theirs).status_code == 404
    assert client.post(f"{theirs}remove/").status_code == 404
