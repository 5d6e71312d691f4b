"""Who left a screen alone is asked again who they are, before power or privacy is given away."""

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import StaffRoleKind
from tests.districts.factors import an_hour_passes
from tests.districts.staffing import imported
from tests.world import World

AGAIN = "/accounts/again/"


@pytest.fixture
def left_alone(client: Client, world: World) -> Client:
    """The screen of a District Admin who signed in an hour ago."""
    client.force_login(world.admin.user)
    an_hour_passes(client)
    return client


@pytest.mark.parametrize(
    "name",
    [
        *("districts:staff_invite", "districts:settings_names", "districts:settings_leavers"),
        "portfolios:template_add",
    ],
)
def test_the_page_asks_before_it_is_filled_in(left_alone: Client, name: str) -> None:
    assert left_alone.get(reverse(name))["Location"].startswith(AGAIN)
    assert left_alone.post(reverse(name), {"x": "y"})["Location"].startswith(AGAIN)


@pytest.mark.parametrize("verb", ["approve", "rights"])
def test_no_role_gets_more_rights_before(left_alone: Client, world: World, verb: str) -> None:
    role = imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    name = f"districts:staff_{verb}"
    path = reverse(name, kwargs={"staff": role.staff_id, "held": role.pk})
    assert left_alone.post(path, {"rights": "full"})["Location"].startswith(AGAIN)
    role.refresh_from_db()
    assert (role.approved_at, role.full) == (None, False)


def test_nobody_is_given_a_role_before(left_alone: Client, world: World) -> None:
    path = reverse("districts:staff_role", kwargs={"staff": world.teacher_record.pk})
    assert left_alone.post(path, {"role": "counsellor:limited"})["Location"].startswith(AGAIN)


@pytest.mark.parametrize("verb", ["edit", "publish"])
def test_no_template_lets_students_share_before(
    left_alone: Client, world: World, verb: str
) -> None:
    path = reverse(f"portfolios:template_{verb}", kwargs={"template": world.template.pk})
    assert left_alone.post(path, {"student_url_sharing": "on"})["Location"].startswith(AGAIN)
