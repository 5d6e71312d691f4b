"""Teachers read on Mondays which links of their students end, unless they want no such mail."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from districts.models import AuditEvent, Enrolment, OutboundEmail
from sharing import actions
from sharing.ending.digests import MAIL, send_digests
from sharing.models import LinkDigest, ShareLink
from tests import factories as make
from tests.sharing import gates
from tests.sharing.ending import ENDS, MADE, THIRTY, about_to_end, queued, sent, words_of
from tests.world import World

DAY, WEEK = timedelta(days=1), timedelta(days=7)
EMPTY = """
    SELECT pg_restore_relation_stats(
        'schemaname', 'public', 'relname', relname::text, 'relpages', 200, 'reltuples', 0::real
    )
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


@pytest.fixture(autouse=True)
def _ending(world: World) -> None:
    about_to_end(world)


@pytest.fixture
def address(world: World) -> str:
    """Return where the teacher's e-mail is turned off."""
    digest = make.LinkDigestFactory.create(staff=world.teacher_record)
    return f"/unsubscribe/{digest.token}/"


def test_each_monday_brings_one(world: World) -> None:
    for days in range(-7, 35):
        for hours in (0, 1, 5):
            send_digests(at=THIRTY + timedelta(days=days, hours=hours))
    assert queued(MAIL) == [world.teacher.user.email] * 5


def test_it_names_students_and_days_and_holds_no_link_that_opens_the_work(world: World) -> None:
    _share(world, "classmate", ends=ENDS - 3 * DAY)
    send_digests(at=THIRTY)
    [message] = sent(THIRTY)
    assert message.subject == "2 links of your students end soon"
    said = message.body
    assert said.index(str(world.classmate)) < said.index(str(world.student_record))
    assert "28 March 2027" in said
    assert "31 March 2027" in said
    assert f"/share/templates/{world.template.pk}/links/" in said
    for link in ShareLink.objects.all():
        assert str(link.token) not in words_of(message)


def test_students_of_others_are_not_in_it_wherever_the_school_may_open_all(world: World) -> None:
    world.template.teacher_access = "school"
    world.template.save()
    Enrolment.objects.filter(student=world.student_record).update(ended_at=THIRTY)
    send_digests(at=THIRTY)
    assert queued(MAIL) == []
    _share(world, "classmate", ends=ENDS)
    send_digests(at=THIRTY)
    [message] = sent(THIRTY)
    assert str(world.classmate) in message.body
    assert str(world.student_record) not in message.body


def test_where_nothing_ends_nothing_is_sent(world: World) -> None:
    send_digests(at=THIRTY - WEEK)
    gates.close(world, "district")
    send_digests(at=THIRTY)
    assert queued(MAIL) == []


def test_what_is_reset_before_it_leaves_holds_it_back(world: World) -> None:
    send_digests(at=THIRTY)
    actions.reset_expiration(portfolio_id=world.portfolio.pk, by=world.teacher.actor, at=THIRTY)
    assert sent(THIRTY) == []
    assert OutboundEmail.objects.get(purpose=MAIL).cancel_reason == "nothing_ends"


def test_who_has_left_gets_none(world: World) -> None:
    send_digests(at=THIRTY)
    world.teacher_record.deactivated_at = THIRTY
    world.teacher_record.save()
    assert sent(THIRTY) == []
    send_digests(at=THIRTY + WEEK)
    assert len(queued(MAIL)) == 1


def test_many_are_twenty_names_and_a_number(world: World) -> None:
    for _ in range(22):
        _with_a_link(world)
    send_digests(at=THIRTY)
    [message] = sent(THIRTY)
    assert message.subject.startswith("23 ")
    assert message.body.count("31 March 2027") == 20
    assert "and 3 more" in message.body


def test_a_mail_program_turns_it_off_by_one_press(world: World, client: Client) -> None:
    send_digests(at=THIRTY)
    [message] = sent(THIRTY)
    headers = message.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").partition("://")[2].partition("/")[2]
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    send_digests(at=THIRTY + WEEK)
    assert len(queued(MAIL)) == 1
    assert AuditEvent.objects.latest("id").verb == "link_digest.stopped"


def test_looking_at_the_page_turns_nothing_off(address: str, client: Client) -> None:
    for _ in range(3):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    assert LinkDigest.objects.get().stopped_at is None


def test_it_can_be_turned_on_again(address: str, client: Client) -> None:
    for _ in range(2):
        assert b"Turn it on again" in client.post(address).content
    assert b"Turn it off" in client.post(address, {"again": "on"}).content
    assert LinkDigest.objects.get().stopped_at is None
    verbs = AuditEvent.objects.order_by("-id").values_list("verb", flat=True)[:2]
    assert list(verbs) == ["link_digest.resumed", "link_digest.stopped"]


def test_stopped_while_one_waits_it_does_not_leave(world: World, client: Client) -> None:
    send_digests(at=THIRTY)
    client.post(f"/unsubscribe/{LinkDigest.objects.get().token}/")
    assert sent(THIRTY) == []


def test_no_other_token_turns_it_off_and_its_own_opens_nothing_else(
    world: World, client: Client, address: str
) -> None:
    token = address.split("/")[2]
    assert client.post(f"/unsubscribe/{world.link.token}/").status_code == 404
    assert client.post(f"/unsubscribe/{token[:-2]}00/").status_code == 404
    assert client.get(f"/s/{token}/").status_code == 404
    assert client.get(f"/invitations/{token}/").status_code == 404


def test_a_teacher_turns_it_off_and_on_where_they_are_signed_in(
    world: World, client: Client
) -> None:
    client.force_login(world.teacher.user)
    page = client.get("/share/weekly/").content
    assert b"It is turned on." in page
    assert b'class="back" href="/portfolios/"' in page
    assert b"Turn it off" in page
    assert not LinkDigest.objects.exists()
    assert b"Turn it on again" in client.post("/share/weekly/", follow=True).content
    send_digests(at=THIRTY)
    assert queued(MAIL) == []
    client.post("/share/weekly/", {"again": "on"})
    send_digests(at=THIRTY)
    assert queued(MAIL) == [world.teacher.user.email]


def _with_a_link(world: World) -> None:
    """Have one more student in the teacher's class, whose link ends."""
    student = make.StudentFactory.create(district=world.district)
    make.MembershipFactory.create(student=student, school=world.maple)
    make.EnrolmentFactory.create(class_group=world.class_group, student=student)
    portfolio = make.PortfolioFactory.create(template=world.template, student=student)
    make.ShareLinkFactory.create(portfolio=portfolio, issued_at=MADE, expires_at=ENDS)


def _share(world: World, who: str, *, ends: object) -> ShareLink:
    portfolio = getattr(world, f"{who}_portfolio")
    return make.ShareLinkFactory.create(portfolio=portfolio, issued_at=MADE, expires_at=ends)


def test_a_dropped_key_ends_the_links_of_old_mails_and_not_the_mail(
    world: World, settings: Settings
) -> None:
    send_digests(at=THIRTY)
    [row] = LinkDigest.objects.all()
    of_old_mails = str(row.token)
    settings.SHARE_LINK_KEYS = {"new": "n" * 40}
    make.ShareLinkFactory.create(portfolio=world.classmate_portfolio, expires_at=ENDS + WEEK)
    send_digests(at=THIRTY + WEEK)
    row.refresh_from_db()
    assert row.kid == "new"
    assert row.stopped_at is None
    message = sent(THIRTY + WEEK)[-1]
    assert str(row.token) in message.body
    assert Client().get(f"/unsubscribe/{row.token}/").status_code == 200
    assert Client().get(f"/unsubscribe/{of_old_mails}/").status_code == 404


def test_a_large_class_is_told_where_the_database_takes_all_tables_to_be_empty(
    world: World,
) -> None:
    # As after rows were taken back while the statistics were being made. A plan that goes through
    # every table for every row of another takes longer than a statement may.
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    for _ in range(80):
        _with_a_link(world)
    send_digests(at=THIRTY)
    [message] = sent(THIRTY)
    assert message.subject.startswith("81 ")
