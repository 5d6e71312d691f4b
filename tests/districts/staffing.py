"""People on staff for tests: who has just come in with an import, and a browser per person."""

from datetime import datetime

from django.test import Client

from districts.models import (
    School,
    StaffInvitation,
    StaffMember,
    StaffRole,
    StaffRoleKind,
)
from tests import factories as make
from tests.world import Person

PASSWORD = "a long walk by the creek"  # noqa: S105 -- opens nothing but a test's database


def imported(
    school: School, *, kind: StaffRoleKind = StaffRoleKind.TEACHER, approved: datetime | None = None
) -> StaffRole:
    """Return the role of somebody a SIS knows at a school, without an account."""
    staff = make.StaffMemberFactory.create(
        district=school.district, first_name="Iris", last_name="Imported", email="iris@example.org"
    )
    role: StaffRole = make.StaffRoleFactory.create(
        staff=staff, school=school, role=kind, from_sis=True, approved_at=approved
    )
    return role


def browser(person: Person) -> Client:
    """Return somebody's browser, signed in."""
    client = Client()
    client.force_login(person.user)
    return client


def record_of(person: Person) -> StaffMember:
    """Return somebody's staff record."""
    return StaffMember.objects.get(user=person.user)


def role_of(person: Person) -> StaffRole:
    """Return the one role somebody holds."""
    return StaffRole.objects.open().get(staff__user=person.user)


def path_of(link: StaffInvitation) -> str:
    """Return the path of a set-up link's address."""
    return f"/setup/{link.token}/"
