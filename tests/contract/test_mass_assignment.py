"""Fields that a form does not have are not taken: no district, role or owner can be typed in."""

from operator import attrgetter

import pytest
from django.test import Client

from districts.models import StaffRole, User
from tests.contract import ours
from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import all_addresses, url
from tests.contract.forms import filled_in
from tests.world import Cast, World

# They are there to give and end roles; full rights, which are smuggled in, come by none of them.
GIVE_ROLES = {"districts:staff_invite", "districts:staff_role", "districts:staff_end"}
ADDRESSES = {address.name: address for address in all_addresses()}
TENANT = [
    model
    for model in ours.models()
    if any(field.name == "district" for field in model._meta.fields)
]


def smuggled(cast: Cast) -> dict[str, object]:
    """Return what somebody adds to a form who has read the table definitions."""
    rows = {
        "contact": cast.contact.pk,
        "district": cast.district.pk,
        "portfolio": cast.portfolio.pk,
        "staff": cast.teacher_record.pk,
        "student": cast.student_record.pk,
        "template": cast.template.pk,
        "user": cast.admin.user.pk,
    }
    ids = {f"{name}_id": value for name, value in rows.items()}
    return {**rows, **ids, "owner": cast.admin.user.pk, "is_support": "on", "full": "on"}


def rows_of(cast: Cast) -> dict[str, int]:
    """Count every row of one district."""
    return {
        model.__name__: model._default_manager.filter(district=cast.district).count()
        for model in TENANT
    }


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "POST"], ids=str)
def test_what_is_smuggled_into_a_form_is_left_out(client: Client, world: World, row: Row) -> None:
    able = [who for who in row.who_may if who not in {"visitor", "support"} and "." not in who]
    watched = StaffRole.objects.filter(full=True) if row.name in GIVE_ROLES else StaffRole.objects
    roles = set(watched.values_list("staff", "role", "full", "school"))
    theirs = rows_of(world.other)
    data = filled_in(row.name, world) | smuggled(world.other)
    address = url(ADDRESSES[row.name], world)
    # Who has the least to say there, and who has the most.
    for who in [*able[-1:], *able[:1]]:
        client.force_login(attrgetter(who)(world).user)
        client.post(address, data)
    if not able:
        client.post(address, data)
    assert rows_of(world.other) == theirs
    assert set(watched.values_list("staff", "role", "full", "school")) == roles
    assert list(User.objects.filter(is_support=True)) == [world.support.user]
    portfolio = type(world.portfolio).objects.get(pk=world.portfolio.pk)
    assert portfolio.student_id == world.student_record.pk
