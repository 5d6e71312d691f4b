"""Moving a post between sections without opening the editor."""

import pytest
from django.test import Client
from django.urls import reverse

from portfolios.models import Section
from tests.world import World


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


def address(world: World) -> str:
    return reverse("portfolios:post_sections", kwargs={"post": world.post.pk})


def test_the_ticks_say_where_the_post_is_and_move_it(pupil: Client, world: World) -> None:
    html = pupil.get(address(world)).content.decode()
    assert html.count("checked") == 1

    chosen = [world.sections[1].pk, world.sections[2].pk]
    answer = pupil.post(address(world), {"sections": chosen})

    assert answer.headers["Location"].endswith(f"#post-{world.post.pk}")
    assert {row.section_id for row in world.post.section_rows.all()} == set(chosen)


def test_without_a_tick_the_post_is_on_home_alone(pupil: Client, world: World) -> None:
    assert pupil.post(address(world), {}).status_code == 302

    assert not world.post.section_rows.exists()


def test_the_dialog_holds_what_the_page_holds(pupil: Client, world: World) -> None:
    page = pupil.get(address(world)).content.decode()
    part = pupil.get(address(world), headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert part.count('name="sections"') == page.count('name="sections"') == len(world.sections)


def test_a_section_of_another_template_is_refused(pupil: Client, world: World) -> None:
    answer = pupil.post(address(world), {"sections": [world.other.sections[0].pk]})

    assert answer.status_code == 422


def test_a_removed_section_keeps_its_posts_for_when_it_comes_back(
    pupil: Client, world: World
) -> None:
    Section.objects.filter(pk=world.sections[0].pk).update(removed_at=world.now)

    pupil.post(address(world), {"sections": [world.sections[1].pk]})

    held = {row.section_id for row in world.post.section_rows.all()}
    assert held == {world.sections[0].pk, world.sections[1].pk}
