"""Making, keeping, replacing and ending the one link of a portfolio."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from districts.models import AuditEvent
from sharing import actions
from sharing.menu import address_of
from sharing.models import LinkState, ShareLink
from tests.sharing import gates
from tests.world import World

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture
def unshared(world: World) -> World:
    """The world before anybody pressed Share."""
    ShareLink.objects.filter(portfolio=world.portfolio).delete()
    return world


def test_the_first_opening_of_the_menu_makes_the_link(unshared: World) -> None:
    link = actions.open_menu(portfolio_id=unshared.portfolio.pk, by=unshared.student.actor, at=NOW)
    assert link.state(NOW) is LinkState.OPEN
    assert link.issued_by_id == unshared.student.user.pk
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.subject_id) == ("share_link.made", str(link.pk))
    assert str(address_of(link)) not in str(event.detail)


def test_student_and_teacher_get_the_same_link(unshared: World) -> None:
    portfolio = unshared.portfolio.pk
    made = actions.open_menu(portfolio_id=portfolio, by=unshared.teacher.actor, at=NOW)
    seen = actions.open_menu(portfolio_id=portfolio, by=unshared.student.actor, at=NOW)
    assert made == seen


@pytest.mark.parametrize("who", ["admin", "principal", "counsellor", "family", "colleague"])
def test_nobody_else_can_make_one(unshared: World, who: str) -> None:
    actor = getattr(unshared, who).actor
    with pytest.raises(actions.NotShareable):
        actions.open_menu(portfolio_id=unshared.portfolio.pk, by=actor, at=NOW)
    assert not ShareLink.objects.filter(portfolio=unshared.portfolio).exists()


def test_a_closed_gate_lets_nobody_make_one(unshared: World) -> None:
    gates.close(unshared, "district")
    with pytest.raises(actions.NotShareable):
        actions.open_menu(portfolio_id=unshared.portfolio.pk, by=unshared.student.actor, at=NOW)


def test_reset_gives_the_same_address_ten_more_months_and_revives_an_expired_link(
    world: World,
) -> None:
    link = world.link
    before = address_of(link)
    ShareLink.objects.filter(pk=link.pk).update(
        issued_at=NOW - timedelta(days=400), expires_at=NOW - timedelta(days=90)
    )
    reset = actions.reset_expiration(
        portfolio_id=world.portfolio.pk, by=world.student.actor, at=NOW
    )
    assert reset.pk == link.pk
    assert reset.state(NOW) is LinkState.OPEN
    assert address_of(reset) == before


def test_reset_never_shortens(world: World) -> None:
    far = NOW + timedelta(days=3650)
    ShareLink.objects.filter(pk=world.link.pk).update(expires_at=far)
    reset = actions.reset_expiration(
        portfolio_id=world.portfolio.pk, by=world.student.actor, at=NOW
    )
    assert reset.expires_at == far


def test_a_new_link_has_another_address_and_the_old_one_is_closed(world: World) -> None:
    fresh = actions.new_link(portfolio_id=world.portfolio.pk, by=world.student.actor, at=NOW)
    world.link.refresh_from_db()
    assert world.link.state(NOW) is LinkState.CLOSED
    assert address_of(fresh) != address_of(world.link)


def test_the_menu_is_about_the_link_that_works_whoever_waited_for_whom(world: World) -> None:
    portfolio, waited = world.portfolio.pk, NOW - timedelta(seconds=1)
    actions.new_link(portfolio_id=portfolio, by=world.student.actor, at=NOW)
    # The teacher pressed a second earlier, and waited for the student's to be made.
    last = actions.new_link(portfolio_id=portfolio, by=world.teacher.actor, at=waited)
    shown = actions.open_menu(portfolio_id=portfolio, by=world.student.actor, at=NOW)
    assert (shown.pk, shown.state(NOW)) == (last.pk, LinkState.OPEN)


def test_after_turning_off_the_menu_says_so_and_makes_none_by_itself(world: World) -> None:
    portfolio, student = world.portfolio.pk, world.student.actor
    actions.turn_off(portfolio_id=portfolio, by=student, at=NOW)
    shown = actions.open_menu(portfolio_id=portfolio, by=student, at=NOW)
    assert shown.pk == world.link.pk
    assert shown.state(NOW) is LinkState.CLOSED
    assert not ShareLink.objects.not_closed().filter(portfolio=portfolio).exists()


def test_turning_off_works_while_a_gate_is_closed_and_twice_is_the_same_as_once(
    world: World,
) -> None:
    gates.close(world, "district")
    for _ in range(2):
        actions.turn_off(portfolio_id=world.portfolio.pk, by=world.student.actor, at=NOW)
    assert not ShareLink.objects.not_closed().filter(portfolio=world.portfolio).exists()
    assert AuditEvent.objects.filter(verb="share_link.turned_off").count() == 1


@pytest.mark.parametrize("who", ["admin", "family", "colleague"])
def test_nobody_else_can_turn_it_off(world: World, who: str) -> None:
    with pytest.raises(actions.NotShareable):
        actions.turn_off(portfolio_id=world.portfolio.pk, by=getattr(world, who).actor, at=NOW)


def test_state_in_python_and_in_sql_agree(world: World) -> None:
    now = timezone.now()
    for closed, ends in [(None, now + timedelta(1)), (None, now), (now, now + timedelta(1))]:
        ShareLink.objects.filter(pk=world.link.pk).update(
            closed_at=closed, expires_at=ends, issued_at=now - timedelta(300)
        )
        link = ShareLink.objects.get(pk=world.link.pk)
        [annotated] = ShareLink.objects.with_state(now).filter(pk=link.pk)
        assert vars(annotated)["state_now"] == link.state(now)
