"""Two District Admins end each other at the same instant, on connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from districts.acting import actors_of
from districts.actions.staff_errors import StaffError
from districts.actions.staff_roles import change_rights, end_role
from districts.actions.staff_state import deactivate
from districts.actor import Actor
from districts.models import StaffMember, StaffRole, StaffRoleKind
from tests import factories as make
from tests.districts.staffing import record_of, role_of
from tests.world import World

ROUNDS = 10


def at_once(*works: Callable[[], object]) -> None:
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except (StaffError, PermissionDenied):
            pass  # the other one was faster
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(one, works))


def ways(by: Actor, other: StaffMember, world: World) -> list[Callable[[], object]]:
    role = StaffRole.objects.open().get(staff=other, role=StaffRoleKind.DISTRICT_ADMIN)
    return [
        partial(end_role, role_id=role.pk, by=by, at=world.now),
        partial(change_rights, role_id=role.pk, full=False, by=by, at=world.now),
        partial(deactivate, staff_id=other.pk, by=by, at=world.now),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_end_each_other_at_one_instant_one_stays(world: World) -> None:
    ada, lee = record_of(world.admin), record_of(world.limited)
    role_of(world.limited)
    for turn in range(ROUNDS):
        StaffMember.objects.filter(pk__in=[ada.pk, lee.pk]).update(deactivated_at=None)
        StaffRole.objects.filter(staff__in=[ada, lee]).delete()
        for staff in (ada, lee):
            make.StaffRoleFactory.create(
                staff=staff, school=None, role=StaffRoleKind.DISTRICT_ADMIN, full=True
            )
        [first], [second] = actors_of(world.admin.user), actors_of(world.limited.user)
        at_once(ways(first, lee, world)[turn % 3], ways(second, ada, world)[(turn + 1) % 3])
        held = [*actors_of(world.admin.user), *actors_of(world.limited.user)]
        assert [actor.full for actor in held if actor.full] == [True]
