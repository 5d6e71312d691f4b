"""The stage of the role machine: the world beside its model, and how somebody acts on it."""

import uuid
from collections.abc import Callable

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
from tests.machines.role_model import SCHOOL_LIMITED, Acting, Held, Member, Place
from tests.world import Cast, World

PERSONAS = (
    *("admin", "limited", "principal", "deputy", "counsellor"),
    *("teacher", "colleague", "nobody"),
)

# What an import asks for, and a District Admin answers.
WAITS = SCHOOL_LIMITED


class Stage(RuleBasedStateMachine):
    """Two districts, everybody in them, two newcomers, and imported administrators who wait."""

    def __init__(self, world: World) -> None:
        """Put the model beside the world; everything is taken back at the end."""
        super().__init__()
        self.world, self.at = world, world.now
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        self.members = [*self._of(world), *self._of(world.other)]
        waiting = imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
        asked: dict[tuple[str, Place], Held] = {
            (WAITS[0], world.maple.pk): Held(full=False, approved=False)
        }
        self.members.append(Member(world.district.pk, waiting.staff.email, roles=asked))
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
            member = Member(cast.district.pk, email, account=email, roles=roles)
            member.deactivated = name == "nobody"
            found.append(member)
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

    def giver(self, who: int, district: uuid.UUID) -> tuple[Acting, Actor]:
        """Return somebody who gives roles in a district at this moment; there always is one."""
        held = [(email, actor) for email in self.accounts for actor in self.actors(email)]
        found = [(self.as_model(email, actor), actor) for email, actor in held]
        gives = [(by, actor) for by, actor in found if by.gives and by.district == district]
        return gives[who % len(gives)]

    def waiting(self) -> list[tuple[Member, tuple[str, Place]]]:
        """Return every role that waits for approval, and whose it is."""
        return [
            (member, key)
            for member in self.members
            for key, held in member.roles.items()
            if not held.approved
        ]

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

    @staticmethod
    def key(member: Member, which: int) -> tuple[str, Place] | None:
        """Return one of the roles somebody holds; None for somebody without."""
        keys = sorted(member.roles, key=str)
        return keys[which % len(keys)] if keys else None

    def role(self, member: Member, key: tuple[str, Place]) -> StaffRole:
        rows = StaffRole.objects.open().filter(staff=self.row(member), role=key[0])
        return rows.get(school=key[1]) if key[1] else rows.get(school=None)

    @classmethod
    def place(cls, by: Acting, gift: tuple[str, bool], where: int) -> Place:
        """Return a school of the giver's district, or none where the role has none."""
        return None if gift[0] == "district_admin" else cls.school(by.district, where).pk

    @staticmethod
    def school(district: uuid.UUID, where: int) -> School:
        found = list(School.objects.filter(district=district).order_by("id"))
        return found[where % len(found)]


def snapshot() -> list[object]:
    """Return everything an action about staff can write."""
    tables: list[type[Model]] = [StaffMember, StaffRole, StaffInvitation, AuditEvent]
    return [list(table._default_manager.order_by("pk").values()) for table in tables]
