"""What people do to staff, one thing at a time: in the product, and in the model beside it."""

from districts.actions.staff import approve_role, reject_role
from districts.actions.staff_invites import Colleague, give_roles, invite_staff
from districts.actions.staff_roles import change_rights, end_role
from districts.actor import Actor
from districts.models import StaffRoleKind
from districts.staffing.grantable import Gift
from spacesedu.lib.addresses import parse
from tests import factories as make
from tests.machines import role_model as model
from tests.machines.role_model import Acting, Held, Member, Place
from tests.machines.staff_stage import WAITS, Stage

type Key = tuple[str, Place]
type By = tuple[Acting, Actor]


class Steps(Stage):
    """Each says whether it is allowed, tries it, and writes down what has changed."""

    def import_asks(self, member: Member, where: int) -> None:
        """Let an import name somebody as administrator of a school; the role waits."""
        school = self.school(member.district, where)
        key = (WAITS[0], school.pk)
        if key in member.roles:
            return
        make.StaffRoleFactory.create(
            staff=self.row(member),
            school=school,
            role=StaffRoleKind(WAITS[0]),
            from_sis=True,
            approved_at=None,
        )
        member.roles[key] = Held(full=False, approved=False)

    def invites(self, acting: By, email: str, gift: tuple[str, bool], place: Place) -> None:
        by, actor = acting
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

    def gives(self, acting: By, member: Member, gift: tuple[str, bool], place: Place) -> None:
        by, actor = acting
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

    def decides(self, acting: By, member: Member, key: Key, *, yes: bool) -> None:
        by, actor = acting
        row, action = self.role(member, key), approve_role if yes else reject_role
        allowed = model.may_decide(by, member, key, yes=yes)
        if self.attempt(allowed, lambda: action(role=row, by=actor, at=self.at)):
            if yes:
                member.roles[key].approved = True
            else:
                del member.roles[key]

    def ends(self, acting: By, member: Member, key: Key) -> None:
        by, actor = acting
        row = self.role(member, key)
        allowed = model.may_end_role(by, member, key)
        if self.attempt(allowed, lambda: end_role(role_id=row.pk, by=actor, at=self.at)):
            del member.roles[key]

    def changes(self, acting: By, member: Member, key: Key, *, full: bool) -> None:
        by, actor = acting
        row, held = self.role(member, key), member.roles[key]
        allowed = model.may_change_role(by, member, key)
        if held.full != full:
            allowed &= model.may_give(by, (key[0], full), key[1]) and held.approved
        done = self.attempt(
            allowed, lambda: change_rights(role_id=row.pk, full=full, by=actor, at=self.at)
        )
        if done:
            held.full = full
