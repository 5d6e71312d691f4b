"""Activity: who did what, in plain words, for District Admins of that district alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.actor import Actor, Role, System
from districts.chain import seals
from districts.models import SupportGrant
from tests import factories as make
from tests.districts.journal import note, read
from tests.world import World


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    client.force_login(world.admin.user)
    return client


def test_an_admin_reads_who_did_what_to_whom(admin: Client, world: World) -> None:
    note(world, "student.deactivated", world.student_record, reason="left")
    page = read(admin)
    assert f"<b>{world.admin.user.name}</b> deactivated <b>{world.student_record}</b>" in page
    assert "District Admin" in page


def test_whoever_did_it_to_themselves_is_named_once(admin: Client, world: World) -> None:
    note(world, "account.language", world.admin.user, language="es")
    note(world, "account.language", world.teacher.user, language="es")
    page = read(admin)
    name = world.admin.user.name
    assert f"<b>{name}</b> changed their own language" in page
    assert f"<b>{name}</b> changed the language of <b>{world.teacher.user}</b>" in page


def test_an_admin_whose_log_is_empty_is_told_so(admin: Client) -> None:
    assert "Nothing has happened yet" in read(admin)


def test_what_happens_elsewhere_is_not_shown(admin: Client, world: World) -> None:
    note(world, "student.deactivated", world.other.student_record, of=world.other)
    assert "Nothing has happened yet" in read(admin)


def test_a_thing_of_another_district_has_no_name_here(admin: Client, world: World) -> None:
    note(world, "student.deactivated", world.other.student_record)
    page = read(admin)
    assert "deactivated <b>a student</b>" in page
    assert str(world.other.student_record) not in page


def test_a_thing_that_is_gone_is_called_by_its_kind(admin: Client, world: World) -> None:
    gone = make.SchoolFactory.create(district=world.district, name="Aspen School")
    note(world, "school.named", gone)
    gone.delete()
    page = read(admin)
    assert "named <b>a school</b>" in page


def test_the_name_is_the_one_somebody_has_now(admin: Client, world: World) -> None:
    note(world, "student.display_name_set", world.student_record)
    world.student_record.display_name = "Sunniva"
    world.student_record.save()
    assert "<b>Sunniva</b>" in read(admin)


def test_the_time_is_that_of_the_districts_clocks(admin: Client, world: World) -> None:
    world.district.time_zone = "Pacific/Kiritimati"
    world.district.save()
    event = note(world, "district.changed", world.district)
    local = event.at.astimezone(world.district.zone)
    assert f'datetime="{local:%Y-%m-%dT%H:%M}"' in read(admin)


@pytest.mark.parametrize(
    ("role", "said"), [(Role.SUPPORT, "Support"), (Role.SUPPORT_READER, "Support")]
)
def test_support_is_called_support(admin: Client, world: World, role: Role, said: str) -> None:
    sol = Actor(key="support", role=role, user_id=world.support.user.pk)
    note(world, "district.changed", world.district, by=sol)
    page = read(admin)
    assert f"<b>{said}</b>" in page
    assert world.support.user.name not in page


def test_what_support_read_under_a_grant_is_shown(admin: Client, world: World) -> None:
    grant = SupportGrant.objects.get(district=world.district)
    note(world, "support.read", grant, by=world.reader.actor, view="districts:students", ids={})
    assert "<b>Support</b> read the page <b>Students</b>" in read(admin)


def test_an_import_and_a_command_have_names_too(admin: Client, world: World) -> None:
    run = make.ImportRunFactory.create(connection=world.connection)
    note(world, "import.applied", run, by=System("root"))
    note(world, "district.changed", world.district, by=System("root"))
    page = read(admin)
    assert "<b>The import</b> brought its changes in" in page
    assert "<b>A command (root)</b>" in page


def test_a_verb_nobody_knows_any_more_is_shown_as_it_is(admin: Client, world: World) -> None:
    note(world, "badge.awarded", world.student_record)
    assert "badge.awarded" in read(admin)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"group": "students"}, {"deactivated"}),
        ({"group": "work"}, {"added"}),
        ({"role": "teacher"}, {"added"}),
        ({"role": "support"}, set()),
        ({"person": "tara"}, {"added"}),
        ({"person": "admin"}, {"deactivated", "changed the settings of"}),
        ({"person": "nobody of that name"}, set()),
    ],
)
def test_filters_narrow_the_list(
    admin: Client, world: World, asked: dict[str, str], found: set[str]
) -> None:
    note(world, "student.deactivated", world.student_record)
    note(world, "post.added", world.post, by=world.teacher.actor)
    note(world, "district.changed", world.district)
    page = read(admin, **asked)
    every = {"deactivated", "added", "changed the settings of"}
    assert {said for said in every if f"</b> {said} <b>" in page} == found
    assert ("Nothing of that kind" in page) is (not found)


def test_days_are_those_of_the_district_and_both_ends_count(admin: Client, world: World) -> None:
    for days in (-3, -2, -1):
        note(world, "district.changed", world.district, days=days)
    day = (world.now - timedelta(days=2)).astimezone(world.district.zone).date()
    page = read(admin, since=str(day), until=str(day))
    assert page.count('class="deed"') == 1


def test_a_day_that_is_none_is_said_and_narrows_nothing(admin: Client, world: World) -> None:
    note(world, "district.changed", world.district)
    page = read(admin, since="soon", group="everything", by="x")
    assert "Type a day" in page
    assert page.count('class="deed"') == 1


def test_the_history_of_one_thing_and_the_way_out_of_it(admin: Client, world: World) -> None:
    note(world, "student.deactivated", world.student_record)
    note(world, "student.deactivated", world.classmate)
    page = read(admin, about=str(world.student_record.pk), group="students")
    assert page.count('class="deed"') == 1
    assert 'href="?group=students"' in page


def test_everything_one_person_did(admin: Client, world: World) -> None:
    note(world, "student.deactivated", world.student_record)
    note(world, "post.added", world.post, by=world.teacher.actor)
    page = read(admin, by=world.teacher.user.pk)
    assert page.count('class="deed"') == 1
    assert f'href="?">{world.teacher.user.name}' in page


def test_fifty_a_page_and_the_way_on(admin: Client, world: World) -> None:
    events = [note(world, "district.changed", world.district) for _ in range(51)]
    page = read(admin, group="settings")
    assert page.count('class="deed"') == 50
    assert f"group=settings&amp;after={events[1].pk}" in page
    assert read(admin, after=events[1].pk).count('class="deed"') == 1


def test_ten_lines_of_each_kind_cost_as_many_queries_as_one(admin: Client, world: World) -> None:
    taken = []
    for times in (1, 1, 9):
        for _ in range(times):
            note(world, "student.deactivated", world.student_record)
            note(world, "post.added", world.post, by=world.teacher.actor)
            note(world, "share_link.made", world.link, by=world.student.actor)
            note(world, "family.revoked", world.association)
        with CaptureQueriesContext(connection) as queries:
            read(admin)
        taken.append(len(queries))
    # The first page of a session also notes the session.
    assert taken[1] == taken[2]


def test_how_far_the_log_is_sealed_is_said(admin: Client, world: World) -> None:
    note(world, "district.changed", world.district)
    assert "Sealed up to" not in read(admin)
    seals.seal(world.district.pk, at=world.now)
    head = seals.head_of_chain(world.district.pk).digest.hex()
    assert f"<code>{head[:16]}</code>" in read(admin)
