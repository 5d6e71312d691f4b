"""Whatever administrators do to staff, in whatever order: powers are those of the rules."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from districts.actions import setup
from districts.actions.accounts import account_at
from districts.actions.staff import approve_role, reject_role
from districts.actions.staff_invites import Colleague, give_roles, invite_staff
from districts.actions.staff_roles import change_rights, end_role
from districts.actions.staff_state import deactivate, reactivate
from districts.models import StaffInvitation, StaffRoleKind
from districts.policy import POWERS, powers_of
from districts.roles import choose
from districts.staffing.grantable import Gift
from spacesedu.lib.addresses import parse
from tests.districts.staffing import PASSWORD
from tests.machines import role_model as model
from tests.machines.role_model import Held, Member
from tests.machines.staff_stage import Stage
from tests.world import World

NEWCOMERS = ["nia@example.org", "noor@example.org"]
pick = st.integers(min_value=0, max_value=59)
gifts = st.sampled_from(model.GIFTS)


class RoleMachine(Stage):
    """What people do, in any order, and what holds after each step."""

    # ------------------------------------------------------------------------- what people do

    @rule(who=pick, whom=pick, gift=gifts, where=pick)
    def invite(self, who: int, whom: int, gift: tuple[str, bool], where: int) -> None:
        """Invite an address: a newcomer's, or one of anybody in either district."""
        by, actor = self.somebody(who)
        place = self.place(by, gift, where)
        pool = [*NEWCOMERS, *self.accounts, "iris@example.org"]
        email = pool[whom % len(pool)]
        member = self.known(by.district, email)
        allowed = model.may_give(by, gift, place) and email != by.account
        if member is not None:
            held = member.roles.get((gift[0], place))
            allowed &= not member.deactivated and (held is None or held.approved)
        done = self.attempt(
            allowed,
            lambda: invite_staff(
                person=Colleague(parse(email), "Nia", "New"),
                gift=Gift(StaffRoleKind(gift[0]), full=gift[1]),
                school_ids=[place] if place else [],
                by=actor,
                at=self.at,
            ),
        )
        if done:
            if member is None:
                member = Member(by.district, email)
                self.members.append(member)
            member.roles.setdefault((gift[0], place), Held(full=gift[1]))
            member.linked |= member.account is None

    @rule(who=pick, whom=pick, gift=gifts, where=pick)
    def give(self, who: int, whom: int, gift: tuple[str, bool], where: int) -> None:
        """Give somebody on staff one more role."""
        by, actor = self.somebody(who)
        member, place = self.member(whom), self.place(by, gift, where)
        held = member.roles.get((gift[0], place))
        allowed = (
            model.sees(by, member)
            and by.account != member.account
            and model.may_give(by, gift, place)
            and not member.deactivated
            and (held is None or held.approved)
        )
        done = self.attempt(
            allowed,
            lambda: give_roles(
                staff_id=self.row(member).pk,
                gift=Gift(StaffRoleKind(gift[0]), full=gift[1]),
                school_ids=[place] if place else [],
                by=actor,
                at=self.at,
            ),
        )
        if done:
            member.roles.setdefault((gift[0], place), Held(full=gift[1]))

    @rule(who=pick, whom=pick, which=pick, yes=st.booleans())
    def decide(self, who: int, whom: int, which: int, *, yes: bool) -> None:
        """Approve or reject; what is approved already stays as it is."""
        (by, actor), member = self.somebody(who), self.member(whom)
        key, row = self.role(member, which)
        if key is None:
            return
        action = approve_role if yes else reject_role
        allowed = model.may_decide(by, member, key)
        if self.attempt(allowed, lambda: action(role=row, by=actor, at=self.at)):
            if yes:
                member.roles[key].approved = True
            elif not member.roles[key].approved:
                del member.roles[key]

    @rule(who=pick, whom=pick, which=pick)
    def end(self, who: int, whom: int, which: int) -> None:
        """End a role."""
        (by, actor), member = self.somebody(who), self.member(whom)
        key, row = self.role(member, which)
        if key is None:
            return
        allowed = model.may_change_role(by, member, key)
        if self.attempt(allowed, lambda: end_role(role_id=row.pk, by=actor, at=self.at)):
            del member.roles[key]

    @rule(who=pick, whom=pick, which=pick, full=st.booleans())
    def change(self, who: int, whom: int, which: int, *, full: bool) -> None:
        """Give a role full or limited rights instead."""
        (by, actor), member = self.somebody(who), self.member(whom)
        key, row = self.role(member, which)
        if key is None:
            return
        held = member.roles[key]
        other = held.full != full
        allowed = model.may_change_role(by, member, key)
        allowed &= not other or (model.may_give(by, (key[0], full), key[1]) and held.approved)
        done = self.attempt(
            allowed, lambda: change_rights(role_id=row.pk, full=full, by=actor, at=self.at)
        )
        if done:
            held.full = full

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
