"""Where a link's end is near, whoever may reset it reads so where they are."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.ending.lines import lines_for
from sharing.models import ShareLink
from tests.sharing import gates
from tests.sharing.ending import THIRTY, about_to_end
from tests.world import World

LINE = "The link to “My Learning Journey” ends on"


@pytest.fixture
def menu(world: World) -> str:
    return reverse("sharing:menu", kwargs={"portfolio": world.portfolio.pk})


def ends_in(world: World, **time: int) -> None:
    """Let the link go on for so long from now."""
    ends = timezone.now() + timedelta(**time)
    ShareLink.objects.filter(pk=world.link.pk).update(expires_at=ends)


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_student_reads_it_above_the_portfolios_and_resets_it_there(
    client: Client, world: World
) -> None:
    client.force_login(world.student.user)
    ends_in(world, days=12)
    assert LINE in seen(client, reverse("portfolios:list"))
    client.post(reverse("sharing:reset", kwargs={"portfolio": world.portfolio.pk}))
    assert LINE not in seen(client, reverse("portfolios:list"))


def test_a_link_with_months_to_go_is_not_spoken_of(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    assert LINE not in seen(client, reverse("portfolios:list"))


def test_the_first_day_of_it_is_thirty_days_before_the_last(world: World) -> None:
    about_to_end(world)
    midnight = THIRTY.replace(hour=8)
    assert lines_for(world.student.actor, midnight - timedelta(seconds=1)) == []
    [line] = lines_for(world.student.actor, midnight)
    assert line.ends_on.isoformat() == "2027-03-31"


@pytest.mark.parametrize("who", ["pupil", "teacher", "colleague", "admin", "family"])
def test_nobody_else_has_it_above_theirs(client: Client, world: World, who: str) -> None:
    ends_in(world, days=12)
    client.force_login(getattr(world, who).user)
    assert LINE not in seen(client, reverse("portfolios:list"))


@pytest.mark.parametrize("gate", [gate for gate in gates.GATES if gate != "student left"])
def test_where_nothing_can_be_reset_nothing_is_said(world: World, gate: str) -> None:
    about_to_end(world)
    gates.close(world, gate)
    assert lines_for(world.student.actor, THIRTY) == []


@pytest.mark.parametrize("who", ["student", "teacher"])
@pytest.mark.parametrize(
    ("time", "said"),
    [
        ({"days": 12}, "12 days left"),
        ({"days": 1}, "1 day left"),
        ({"seconds": 30}, "Today is the last day"),
    ],
)
def test_the_menu_counts_the_days_for_student_and_teacher(
    client: Client, world: World, menu: str, who: str, time: dict[str, int], said: str
) -> None:
    world.district.time_zone = "UTC"
    world.district.save()
    ends_in(world, **time)
    client.force_login(getattr(world, who).user)
    assert said in seen(client, menu)


def test_the_menu_counts_none_where_they_are_many(client: Client, world: World, menu: str) -> None:
    client.force_login(world.student.user)
    assert "left" not in seen(client, menu)
