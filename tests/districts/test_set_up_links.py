"""Set-up links: sent when an administrator says so, opened by a newcomer, used up once."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from districts import outbox
from districts.acting import actors_of
from districts.actions import setup
from districts.actions.setup_links import cancel_link, send_link
from districts.actions.staff_errors import (
    HasAccountError,
    NoAddressError,
    NotYoursToGiveError,
    TooManySendsError,
)
from districts.actions.staff_state import deactivate
from districts.delivery import deliver
from districts.models import AuditEvent, OutboundEmail, StaffInvitation, StaffMember, User
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.staffing import PASSWORD, browser, imported, path_of
from tests.links import send
from tests.world import World


@pytest.fixture
def iris(world: World) -> StaffMember:
    """A teacher of Maple School, known from an import, without an account."""
    return imported(world.maple, approved=world.now).staff


@pytest.fixture
def link(iris: StaffMember, world: World) -> StaffInvitation:
    """Iris's set-up link, just queued by the principal."""
    return send_link(staff_id=iris.pk, by=world.principal.actor, at=clock.now())


@pytest.fixture
def visitor(client: Client, link: StaffInvitation) -> Client:
    """Iris's browser, after she has followed the link."""
    assert client.get(path_of(link)).status_code == 302
    return client


def account(email: str) -> User:
    """Make an account that has this address."""
    user: User = make.UserFactory.create(email=email)
    make.EmailAddressFactory.create(user=user)
    return user


def test_the_mail_names_school_and_role_and_brings_the_link(
    link: StaffInvitation, world: World
) -> None:
    assert deliver(at=clock.now())
    [message] = mail.outbox
    assert message.to == ["iris@example.org"]
    assert message.subject == "Maple School: set up your account"
    assert path_of(link) in message.body
    assert "Teacher" in message.body
    assert f"an administrator of {world.district.name} asked for it" in message.body
    link.refresh_from_db()
    assert link.state(clock.now()) == "sent"


def test_no_row_holds_the_link(link: StaffInvitation) -> None:
    token = path_of(link).split("/")[2]
    for table in (OutboundEmail, StaffInvitation, AuditEvent):
        assert token not in str(list(table._default_manager.values()))


def test_an_address_that_takes_no_mail_is_shown_as_bounced(link: StaffInvitation) -> None:
    row = outbox.claim(at=clock.now())
    assert row is not None
    outbox.settle(row, outbox.Outcome.DEAD, at=clock.now(), reason="550 unknown")
    link.refresh_from_db()
    assert link.state(clock.now()) == "bounced"


@pytest.mark.parametrize("end", ["cancel", "deactivate", "address"])
def test_a_link_whose_cause_is_gone_is_not_sent(
    link: StaffInvitation, world: World, end: str
) -> None:
    if end == "cancel":
        cancel_link(staff_id=link.staff_id, by=world.principal.actor, at=clock.now())
    elif end == "deactivate":
        deactivate(staff_id=link.staff_id, by=world.admin.actor, at=clock.now())
    else:
        StaffMember.objects.filter(pk=link.staff_id).update(email="iris.new@example.org")
    deliver(at=clock.now())
    assert mail.outbox == []
    assert OutboundEmail.objects.get().cancel_reason == "withdrawn"


def test_sent_again_the_link_is_the_same_and_lasts_thirty_days_from_then(
    link: StaffInvitation, world: World
) -> None:
    deliver(at=clock.now())
    later = clock.now() + timedelta(days=29)
    again = send_link(staff_id=link.staff_id, by=world.principal.actor, at=later)
    assert path_of(again) == path_of(link)
    assert again.expires_at == later + timedelta(days=30)
    assert OutboundEmail.objects.filter(purpose="staff_setup").count() == 2


def test_a_fourth_mail_within_a_day_is_refused_also_after_a_cancelled_link(
    link: StaffInvitation, world: World
) -> None:
    staff, admin, at = link.staff_id, world.admin.actor, clock.now()
    for minutes in (1, 2):
        deliver(at=at + timedelta(minutes=minutes))
        send_link(staff_id=staff, by=admin, at=at + timedelta(minutes=minutes))
    cancel_link(staff_id=staff, by=admin, at=at)
    with pytest.raises(TooManySendsError):
        send_link(staff_id=staff, by=admin, at=at + timedelta(minutes=3))
    assert send_link(staff_id=staff, by=admin, at=at + timedelta(hours=25)).pk != link.pk


def test_another_address_gets_another_link(link: StaffInvitation, world: World) -> None:
    StaffMember.objects.filter(pk=link.staff_id).update(email="iris.new@example.org")
    again = send_link(staff_id=link.staff_id, by=world.admin.actor, at=clock.now())
    link.refresh_from_db()
    assert (again.email, link.revoked_by) == ("iris.new@example.org", world.admin.user)
    assert path_of(again) != path_of(link)


def test_who_needs_no_link_or_cannot_get_one_gets_none(iris: StaffMember, world: World) -> None:
    by, at = world.admin.actor, clock.now()
    with pytest.raises(HasAccountError):
        send_link(staff_id=world.teacher_record.pk, by=by, at=at)
    StaffMember.objects.filter(pk=iris.pk).update(email="")
    with pytest.raises(NoAddressError):
        send_link(staff_id=iris.pk, by=by, at=at)
    for person in (world.limited, world.colleague, world.support):
        with pytest.raises(NotYoursToGiveError):
            send_link(staff_id=iris.pk, by=person.actor, at=at)
    with pytest.raises(StaffMember.DoesNotExist):
        send_link(staff_id=iris.pk, by=world.other.admin.actor, at=at)


def test_the_link_leaves_the_address_bar_and_the_session_keeps_no_secret(
    client: Client, link: StaffInvitation
) -> None:
    response = client.get(path_of(link))
    assert (response.status_code, response["Location"]) == (302, "/setup/")
    assert path_of(link).split("/")[2] not in str(dict(client.session))


def test_looking_uses_nothing_up(link: StaffInvitation) -> None:
    for _ in range(3):
        assert Client().get(path_of(link), follow=True).status_code == 200
    link.refresh_from_db()
    assert link.accepted_at is None


def test_a_newcomer_chooses_a_password_and_works(
    visitor: Client, link: StaffInvitation, iris: StaffMember
) -> None:
    assert visitor.get("/setup/").context["state"] == "new"
    page = send(visitor, "/setup/accept/", {"password": PASSWORD}, follow=True)
    assert page.redirect_chain[0] == ("/", 302)
    user = User.objects.get(email="iris@example.org")
    iris.refresh_from_db()
    assert iris.user == user
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    assert [actor.role for actor in actors_of(user)] == ["teacher"]
    assert AuditEvent.objects.get(verb="staff.set_up").detail["user"] == user.pk


@pytest.mark.parametrize("password", ["", "short", "1q2w3e4r5t6y7u8i9o0p"])
def test_a_password_that_is_not_good_uses_nothing_up(
    visitor: Client, link: StaffInvitation, password: str
) -> None:
    assert send(visitor, "/setup/accept/", {"password": password}).status_code == 200
    assert not User.objects.filter(email="iris@example.org").exists()


def test_the_form_takes_no_other_name_address_or_role(
    visitor: Client, iris: StaffMember, world: World
) -> None:
    smuggled = {"email": "x@example.org", "name": "X", "role": "district_admin", "full": "on"}
    send(visitor, "/setup/accept/", {"password": PASSWORD, "is_support": "on", **smuggled})
    user = User.objects.get(email="iris@example.org")
    assert (user.name, user.is_support) == ("Iris Imported", False)
    assert [(actor.role, actor.full) for actor in actors_of(user)] == [("teacher", False)]


def test_a_second_click_says_that_it_was_used(visitor: Client, link: StaffInvitation) -> None:
    send(visitor, "/setup/accept/", {"password": PASSWORD})
    later = Client()
    page = later.get(path_of(link), follow=True)
    assert (page.status_code, "used already" in page.text) == (200, True)
    assert "<h1>Your account is ready</h1>" in page.text
    assert send(later, "/setup/accept/", {"password": PASSWORD}).status_code == 302
    assert User.objects.filter(email="iris@example.org").count() == 1


def test_whoever_has_an_account_signs_in_first_and_then_connects(
    visitor: Client, iris: StaffMember
) -> None:
    user = account("iris@example.org")
    page = visitor.get("/setup/")
    assert page.context["state"] == "known"
    assert "next=/setup/" in page.context["sign_in_url"].replace("%2F", "/")
    send(visitor, "/setup/accept/", {"password": PASSWORD})
    assert not user.check_password(PASSWORD)
    visitor.force_login(user)
    session = visitor.session
    session["setup"] = (iris.invitations.get().mark, clock.now().timestamp())
    session.save()
    assert visitor.get("/setup/").context["state"] == "owner"
    send(visitor, "/setup/accept/")
    iris.refresh_from_db()
    assert iris.user == user


def test_signed_in_as_somebody_else_one_is_told_and_can_switch(
    link: StaffInvitation, world: World
) -> None:
    teacher = browser(world.other.teacher)
    page = teacher.get(path_of(link), follow=True)
    assert page.context["state"] == "other"
    assert str(world.other.teacher.user) in page.text
    send(teacher, "/setup/accept/", {"password": PASSWORD})
    link.refresh_from_db()
    assert link.accepted_at is None
    assert teacher.post("/setup/switch/", follow=True).context["state"] == "new"
    assert "_auth_user_id" not in teacher.session


def test_an_account_that_is_somebody_else_here_is_not_connected_twice(
    link: StaffInvitation, world: World
) -> None:
    owner = world.colleague.user
    make.EmailAddressFactory.create(user=owner, email="iris@example.org", primary=False)
    with pytest.raises(setup.AlreadyOnStaffError):
        setup.accept(invitation_id=link.pk, by=owner, at=clock.now())
    colleague = browser(world.colleague)
    colleague.get(path_of(link))
    assert "under another record" in send(colleague, "/setup/accept/", follow=True).text


@pytest.mark.parametrize("what", ["cancelled", "deactivated", "expired", "moved"])
def test_a_dead_link_says_whom_to_ask_and_makes_no_account(
    visitor: Client, link: StaffInvitation, world: World, what: str
) -> None:
    if what == "cancelled":
        cancel_link(staff_id=link.staff_id, by=world.admin.actor, at=clock.now())
    elif what == "deactivated":
        deactivate(staff_id=link.staff_id, by=world.admin.actor, at=clock.now())
    elif what == "expired":
        StaffInvitation.objects.filter(pk=link.pk).update(expires_at=clock.now())
    else:
        StaffMember.objects.filter(pk=link.staff_id).update(email="iris.new@example.org")
    page = visitor.get("/setup/")
    assert (page.status_code, "an administrator of your school" in page.text) == (410, True)
    assert "<h1>This link does not work now</h1>" in page.text
    assert "Iris" not in page.text
    assert send(visitor, "/setup/accept/", {"password": PASSWORD}).status_code == 302
    assert not User.objects.filter(email="iris@example.org").exists()


@pytest.mark.parametrize("spoil", [lambda t: t[1:] + t[:1], lambda t: t + "0", lambda _: "nothing"])
def test_a_token_that_is_not_genuine_is_not_found(
    client: Client, link: StaffInvitation, spoil: object
) -> None:
    token = path_of(link).split("/")[2]
    assert callable(spoil)
    assert client.get(f"/setup/{spoil(token)}/").status_code == 404


def test_the_link_of_an_invitation_opens_no_set_up(client: Client, world: World) -> None:
    assert client.get(f"/setup/{path_of(world.invitation).split('/')[2]}/").status_code == 404  # type: ignore[arg-type]


def test_without_a_link_there_is_nothing(client: Client, db: None) -> None:
    assert client.get("/setup/").status_code == 404
    assert send(client, "/setup/accept/", {"password": PASSWORD}).status_code == 404
