"""Whatever administrators do to staff, in whatever order: powers are those of the rules."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from districts.actions import setup
from districts.actions.accounts import account_at
from districts.actions.staff_state import deactivate, reactivate
from districts.models import StaffInvitation
from districts.policy import POWERS, powers_of
from districts.roles import choose
from tests.districts.staffing import PASSWORD
from tests.machines import role_model as model
from tests.machines.role_model import Member
from tests.machines.staff_steps import By, Key, Steps
from tests.world import World

NEWCOMERS = ["nia@example.org", "noor@example.org"]
pick = st.integers(min_value=0, max_value=59)
gifts = st.sampled_from(model.GIFTS)
TO_A_ROLE = ["approve", "reject", "end", "full", "limited"]


class RoleMachine(Steps):
    """What people do, in any order, and what holds after each step."""

    # ------------------------------------------------------------------------- what people do

    @rule(who=pick, whom=pick, gift=gifts, where=pick)
    def invite(self, who: int, whom: int, gift: tuple[str, bool], where: int) -> None:
        """Invite an address: a newcomer's, or one of anybody in either district."""
        by, actor = self.somebody(who)
        pool = [*NEWCOMERS, *self.accounts, "iris@example.org"]
        self.invites((by, actor), pool[whom % len(pool)], gift, self.place(by, gift, where))

    @rule(who=pick, whom=pick, gift=gifts, where=pick)
    def give(self, who: int, whom: int, gift: tuple[str, bool], where: int) -> None:
        """Give somebody on staff one more role."""
        by, actor = self.somebody(who)
        self.gives((by, actor), self.member(whom), gift, self.place(by, gift, where))

    @rule(who=pick, whom=pick, which=pick, how=st.sampled_from(TO_A_ROLE))
    def do_to_a_role(self, who: int, whom: int, which: int, how: str) -> None:
        """Approve, turn down, end or change a role of anybody's."""
        member = self.member(whom)
        key = self.key(member, which)
        if key is not None:
            self._do(how, self.somebody(who), member, key)

    @rule(whom=pick, where=pick)
    def an_import_asks(self, whom: int, where: int) -> None:
        """An import names somebody as administrator: the role waits, and counts for nothing."""
        self.import_asks(self.member(whom), where)

    @precondition(lambda self: self.waiting())
    @rule(who=pick, which=pick, how=st.sampled_from([*TO_A_ROLE, "invite", "give"]))
    def come_upon_a_role_that_waits(self, who: int, which: int, how: str) -> None:
        """Whoever gives roles there does any of it to a role that waits: only an answer answers."""
        waiting = self.waiting()
        member, key = waiting[which % len(waiting)]
        self._do(how, self.giver(who, member.district), member, key)

    def _do(self, how: str, acting: By, member: Member, key: Key) -> None:
        match how:
            case "approve" | "reject":
                self.decides(acting, member, key, yes=how == "approve")
            case "end":
                self.ends(acting, member, key)
            case "full" | "limited":
                self.changes(acting, member, key, full=how == "full")
            case "invite":
                self.invites(acting, member.email, (key[0], False), key[1])
            case "give":
                self.gives(acting, member, (key[0], False), key[1])

    @rule(who=pick, whom=pick, back=st.booleans())
    def turn_off_or_on(self, who: int, whom: int, *, back: bool) -> None:
        """Deactivate somebody, or have them back."""
        (by, actor), member = self.somebody(who), self.member(whom)
        action = reactivate if back else deactivate
        row = self.row(member)
        allowed = model.may_change_person(by, member)
        if self.attempt(allowed, lambda: action(staff_id=row.pk, by=actor, at=self.at)):
            member.linked &= back or member.deactivated
            member.deactivated = not back

    @rule(whom=pick)
    def follow_the_link(self, whom: int) -> None:
        """Accept a set-up link with the account of its address, or with a new one."""
        member = self.member(whom)
        link = StaffInvitation.objects.filter(staff=self.row(member)).order_by("-id").first()
        if link is None:
            return
        allowed = member.linked and not member.deactivated and member.account is None
        who = account_at(member.email) or PASSWORD
        if self.attempt(allowed, lambda: setup.accept(invitation_id=link.pk, by=who, at=self.at)):
            member.account = member.email
            member.linked = False
            self.accounts += [] if member.email in self.accounts else [member.email]

    # ---------------------------------------------------------------------------- what holds

    @invariant()
    def everybody_has_the_roles_and_powers_of_the_rules(self) -> None:
        """Compare every account with the model; no power is outside the table."""
        for account in self.accounts:
            held = self.actors(account)
            acting = {self.as_model(account, actor) for actor in held}
            assert acting == model.actors(self.members, account)
            assert len(acting) == len(held)
            assert len({actor.key for actor in held}) == len(held)
            for actor in held:
                assert powers_of(actor.role, full=actor.full) == POWERS[actor.role, actor.full]
            for key in self.worn:
                # A role chosen in a session and lost since is no role.
                assert choose(held, key) in [*held, None if not held else held[0]]
            self.worn += [actor.key for actor in held if actor.key not in self.worn]

    @invariant()
    def each_district_keeps_its_administrator(self) -> None:
        """Somebody with full rights can sign in, whatever happened."""
        for district in (self.world.district, self.world.other.district):
            acting = [one for email in self.accounts for one in model.actors(self.members, email)]
            assert any(
                (one.kind, one.full, one.district) == ("district_admin", True, district.pk)
                for one in acting
            )


@pytest.mark.django_db
def test_no_sequence_of_steps_yields_a_power_outside_the_rules(world: World) -> None:
    run_state_machine_as_test(
        lambda: RoleMachine(world),  # type: ignore[arg-type] # any callable will do
        settings=settings(
            max_examples=20,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
