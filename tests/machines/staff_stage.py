"""The stage of the role machine: the world beside its model, and how somebody acts on it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import Model
from hypothesis.stateful import RuleBasedStateMachine

from districts.actions import setup
from districts.actions.accounts import account_at
from districts.actions.staff_errors import StaffError
from districts.actor import Actor
from districts.models import (
    AuditEvent,
    School,
    StaffInvitation,
    StaffMember,
    StaffRole,
    StaffRoleKind,
    User,
)
from districts.roles import staff as staff_actors
from tests.districts.staffing import imported
from tests.machines.role_model import Acting, Held, Member, Place
from tests.world import Cast, World

PERSONAS = ("admin", "limited", "principal", "counsellor", "teacher", "colleague")


class Stage(RuleBasedStateMachine):
    """Two districts, everybody in them, two newcomers, and an imported administrator who waits."""

    def __init__(self, world: World) -> None:
        """Put the model beside the world; everything is taken back at the end."""
        super().__init__()
        self.world, self.at = world, world.now
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        waiting = imported(world.cedar, kind=StaffRoleKind.SCHOOL_ADMIN)
        self.members = [*self._of(world), *self._of(world.other)]
        asked = Held(full=False, approved=False)
        self.members.append(
            Member(
                world.district.pk,
                waiting.staff.email,
                roles={("school_admin", world.cedar.pk): asked},
            )
        )
        self.accounts = [one.email for one in self.members if one.account]
        self.worn: list[str] = []
        self.users: dict[str, User] = {}

    def teardown(self) -> None:
        """Leave the world as it was."""
        transaction.set_rollback(True)
        self.taken_back.__exit__(None, None, None)

    @staticmethod
    def _of(cast: Cast) -> list[Member]:
        found = []
        for name in PERSONAS:
            actor, email = getattr(cast, name).actor, getattr(cast, name).user.email
            place = next(iter(actor.school_ids), None)
            roles = {(actor.role.value, place): Held(full=actor.full)}
            found.append(Member(cast.district.pk, email, account=email, roles=roles))
        return found

    def attempt(self, allowed: bool, action: Callable[[], object]) -> bool:  # noqa: FBT001 -- a test's
        """Do it; what the rules refuse is refused and changes nothing."""
        before = None if allowed else snapshot()
        try:
            with transaction.atomic():
                action()
        except (StaffError, PermissionDenied, ObjectDoesNotExist, setup.LinkClosedError):
            assert not allowed
        else:
            assert allowed
        if before is not None:
            assert snapshot() == before
        return allowed

    def somebody(self, who: int) -> tuple[Acting, Actor]:
        """Return a role somebody holds at this moment, in the model and in the product."""
        held = [(email, actor) for email in self.accounts for actor in self.actors(email)]
        email, actor = held[who % len(held)]
        return self.as_model(email, actor), actor

    def actors(self, email: str) -> list[Actor]:
        user = self.users.get(email) or account_at(email)
        assert user is not None
        self.users[email] = user
        return staff_actors(user)

    @staticmethod
    def as_model(email: str, actor: Actor) -> Acting:
        return Acting(email, actor.here, actor.role.value, actor.full, actor.school_ids)

    def member(self, whom: int) -> Member:
        return self.members[whom % len(self.members)]

    def known(self, district: uuid.UUID, email: str) -> Member | None:
        here = (one for one in self.members if (one.district, one.email) == (district, email))
        return next(here, None)

    @staticmethod
    def row(member: Member) -> StaffMember:
        return StaffMember.objects.get(district=member.district, email=member.email)

    def role(self, member: Member, which: int) -> tuple[Any, Any]:
        if not member.roles:
            return None, None
        kind, place = key = sorted(member.roles, key=str)[which % len(member.roles)]
        rows = StaffRole.objects.open().filter(staff=self.row(member), role=kind)
        return key, rows.get(school=place) if place else rows.get(school=None)

    @staticmethod
    def place(by: Acting, gift: tuple[str, bool], where: int) -> Place:
        """Return a school of the giver's district, or none where the role has none."""
        if gift[0] == "district_admin":
            return None
        schools = School.objects.filter(district=by.district)
        found = [school.pk for school in schools.order_by("id")]
        return found[where % len(found)]


def snapshot() -> list[object]:
    """Return everything an action about staff can write."""
    tables: list[type[Model]] = [StaffMember, StaffRole, StaffInvitation, AuditEvent]
    return [list(table._default_manager.order_by("pk").values()) for table in tables]
