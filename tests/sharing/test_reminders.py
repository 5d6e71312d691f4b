"""A student hears of their link's end twice, thirty days before and seven, each time once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import District, OutboundEmail, User
from portfolios.models import PortfolioTemplate
from sharing import actions
from sharing.ending.reminders import MAIL, remind
from sharing.models import LinkReminder, ShareLink
from tests.sharing import gates
from tests.sharing.ending import ENDS, SEVEN, THIRTY, about_to_end, queued, sent, words_of
from tests.world import World

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)


def _reset(world: World) -> None:
    actions.reset_expiration(portfolio_id=world.portfolio.pk, by=world.student.actor, at=THIRTY)


@pytest.fixture(autouse=True)
def _ending(world: World) -> None:
    about_to_end(world)


def test_thirty_days_before_and_seven_and_never_twice(world: World) -> None:
    told: list[int] = []
    at = THIRTY - 2 * DAY
    while at < ENDS + 2 * DAY:
        remind(at=at)
        told.append(LinkReminder.objects.count())
        at += timedelta(hours=6)
    assert told[-1] == 2
    first, second = LinkReminder.objects.order_by("queued_at")
    assert (first.days, first.queued_at.date()) == (30, THIRTY.date())
    assert (second.days, second.queued_at.date()) == (7, SEVEN.date())
    assert queued(MAIL) == [world.student.user.email] * 2


def test_it_waits_for_the_morning_also_after_the_clocks_have_changed(world: World) -> None:
    for due in (THIRTY, SEVEN):
        remind(at=due - QUARTER)
        before = LinkReminder.objects.count()
        remind(at=due)
        assert LinkReminder.objects.count() == before + 1


def test_a_morning_that_was_missed_is_made_up_for(world: World) -> None:
    remind(at=THIRTY + 3 * DAY)
    assert LinkReminder.objects.get().days == 30


def test_who_could_share_again_five_days_before_the_end_hears_of_it_once(world: World) -> None:
    remind(at=SEVEN + 2 * DAY)
    assert LinkReminder.objects.get().days == 7


def test_after_a_reset_there_is_nothing_to_say_until_the_new_end(world: World) -> None:
    remind(at=THIRTY)
    _reset(world)
    remind(at=SEVEN)
    assert LinkReminder.objects.count() == 1
    again = ShareLink.objects.get(pk=world.link.pk).expires_at - 30 * DAY + timedelta(hours=10)
    remind(at=again)
    assert LinkReminder.objects.count() == 2


def test_a_link_made_with_a_week_to_go_has_no_earlier_reminder(world: World) -> None:
    ShareLink.objects.filter(pk=world.link.pk).update(issued_at=SEVEN - 5 * DAY)
    remind(at=SEVEN - 4 * DAY)
    assert not LinkReminder.objects.exists()
    remind(at=SEVEN)
    assert LinkReminder.objects.get().days == 7


@pytest.mark.parametrize("gate", gates.GATES)
def test_nobody_is_reminded_of_a_link_that_does_not_open(world: World, gate: str) -> None:
    gates.close(world, gate)
    remind(at=THIRTY)
    assert queued(MAIL) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda world: ShareLink.objects.filter(pk=world.link.pk).update(closed_at=THIRTY),
        lambda world: PortfolioTemplate.objects.filter(pk=world.template.pk).update(
            archived_at=THIRTY
        ),
        lambda world: User.objects.filter(pk=world.student.user.pk).update(is_active=False),
        lambda world: User.objects.filter(pk=world.student.user.pk).update(
            email=None, username="gold-trail:sunny"
        ),
    ],
    ids=["turned off", "archived", "account closed", "no address"],
)
def test_nor_of_one_that_is_turned_off_or_where_there_is_nobody_to_tell(
    world: World, change: Callable[[World], object]
) -> None:
    change(world)
    remind(at=THIRTY)
    assert queued(MAIL) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_reset, "reset"),
        (
            lambda world: actions.turn_off(
                portfolio_id=world.portfolio.pk, by=world.student.actor, at=THIRTY
            ),
            "closed",
        ),
        (lambda world: gates.close(world, "template"), "closed"),
        (
            lambda world: User.objects.filter(pk=world.student.user.pk).update(is_active=False),
            "no_address",
        ),
    ],
    ids=["reset", "turned off", "a gate", "account closed"],
)
def test_what_happens_before_the_mail_leaves_holds_it_back(
    world: World, change: Callable[[World], object], reason: str
) -> None:
    remind(at=THIRTY)
    change(world)
    assert sent(THIRTY) == []
    assert OutboundEmail.objects.get(purpose=MAIL).cancel_reason == reason


def test_the_mail_names_the_day_and_holds_no_link_that_opens_the_work(world: World) -> None:
    remind(at=THIRTY)
    [message] = sent(THIRTY)
    assert message.to == [world.student.user.email]
    assert message.subject == "My Learning Journey: the link ends on 31 March 2027"
    said = words_of(message)
    assert reverse("sharing:menu", kwargs={"portfolio": world.portfolio.pk}) in said
    assert str(world.link.token) not in said


def test_it_speaks_the_students_language(world: World) -> None:
    User.objects.filter(pk=world.student.user.pk).update(language="fr-ca")
    District.objects.filter(pk=world.district.pk).update(name="<b>Gold</b>")
    remind(at=THIRTY)
    [message] = sent(THIRTY)
    assert "31 mars 2027" in message.subject
    assert "<b>Gold" not in str(message.alternatives)


def test_following_the_mail_prolongs_nothing_until_the_button_is_pressed(
    world: World, client: Client
) -> None:
    address = reverse("sharing:menu", kwargs={"portfolio": world.portfolio.pk})
    assert client.get(address).status_code == 302
    client.force_login(world.student.user)
    assert b"Reset Expiration" in client.get(address).content
    world.link.refresh_from_db()
    assert world.link.expires_at == ENDS
