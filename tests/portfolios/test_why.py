"""Somebody cannot see a portfolio: administrators and teachers read what is closed, and why."""

from functools import partial
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.models import Feature, SchoolMembership
from families.models import EndReason
from portfolios.models import Portfolio
from tests import factories as make
from tests.portfolios import changes as c
from tests.portfolios.changes import Change, all_of
from tests.world import World

type Said = tuple[str, str]


def panel(client: Client, world: World, person: str, portfolio: Portfolio | None = None) -> str:
    client.force_login(getattr(world, person).user)
    answer = client.get(f"/portfolios/{(portfolio or world.portfolio).pk}/why/")
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


# What happened, the gate it closes, and the sentence with who can change it.
CLOSED: dict[str, tuple[Change, str, str, str]] = {
    "Support has never allowed Portfolios": (
        partial(c.switch_off, Feature.PORTFOLIOS),
        "licence",
        "Support has not switched Portfolios on for this district.",
        "Support",
    ),
    "Support allows Portfolios at another school": (
        lambda world: c.allow_at(Feature.PORTFOLIOS, world, world.cedar),
        "licence",
        "Support allows Portfolios at some schools",
        "Support",
    ),
    "the district keeps Portfolios to another school": (
        lambda world: c.narrow(Feature.PORTFOLIOS, world, school_ids=[world.cedar.pk]),
        "licence",
        "The district keeps Portfolios to some schools",
        "a District Admin (full), in Settings",
    ),
    "the student is at no school": (
        c.take_from_school,
        "licence",
        "is at no school at the moment",
        "the school’s own system (SIS)",
    ),
    "the district has switched sharing off": (
        lambda world: c.narrow(Feature.URL_SHARING, world, off=True),
        "district",
        "The district itself has switched URL sharing off.",
        "a District Admin (full), in Settings",
    ),
    "another grade is in the list": (
        lambda world: c.limit_sharing_to(world, "09", "10", "11"),
        "grade",
        "is in Grade 8; Support allows sharing for: 9–11.",
        "Support",
    ),
    "the student's grade is none that we know": (
        all_of(
            lambda world: c.limit_sharing_to(world, "08"), lambda world: c.give_grade(world, "")
        ),
        "grade",
        "“08” is no grade that we know",
        "the school’s own system (SIS)",
    ),
    "the template does not allow sharing": (
        c.template_without_sharing,
        "template",
        "It is off in “",
        "a District Admin (full), in the template",
    ),
    "the student has left": (
        c.student_leaves,
        "student",
        "has left",
        "the school’s own system (SIS)",
    ),
    "the student was deactivated": (
        c.deactivate,
        "student",
        "An administrator has deactivated",
        "a District Admin or School Admin (full)",
    ),
    "the student's school is paused": (
        lambda world: c.pause(world, school=world.maple, reason="Names in a photo"),
        "pause",
        "Paused: Maple School – Names in a photo",
        "a District Admin (full), under Paused sharing",
    ),
    "the template is paused": (
        lambda world: c.pause(world, template=world.template),
        "pause",
        "Paused: the Portfolio Template “",
        "a District Admin (full), under Paused sharing",
    ),
    "the template is archived": (
        c.archive_template,
        "published",
        "is archived",
        "a District Admin (full), in the template",
    ),
    "the template is for other grades": (
        lambda world: c.template_for_grades(world, "11", "12"),
        "audience",
        "The template is for the whole district, grades 11, 12.",
        "a District Admin (full), in the template",
    ),
    "Family Accounts are off": (
        partial(c.switch_off, Feature.FAMILY_ACCOUNTS),
        "family_accounts",
        "Support has not switched Family Accounts on",
        "Support",
    ),
    "associations are on elsewhere": (
        lambda world: c.allow_at(Feature.ASSOCIATIONS, world, world.cedar),
        "associations",
        "Support allows School-Family-Student Associations at some schools",
        "Support",
    ),
    "the mother was revoked": (
        c.association_ends,
        "connected",
        "Revoked by an administrator",
        "an administrator or counsellor, under Family",
    ),
    "the mother has not accepted": (
        c.association_only_invited,
        "connected",
        "1 adult is invited and has not accepted yet.",
        "the family member, by accepting",
    ),
}


@pytest.mark.parametrize("what", CLOSED)
def test_the_panel_says_what_is_closed_why_and_who_can_change_it(
    client: Client, world: World, what: str
) -> None:
    happens, gate, sentence, who = CLOSED[what]
    happens(world)
    page = panel(client, world, "admin")
    row = page[page.index(f'id="gate-{gate}"') :].split('<li class="gate"')[0]
    assert "Closed" in row
    assert sentence in row
    assert who in row


def test_with_every_gate_open_all_three_answers_are_yes(client: Client, world: World) -> None:
    page = panel(client, world, "teacher")
    assert page.count("verdict--yes") == 3
    assert "Closed" not in page


@pytest.mark.parametrize("person", ["admin", "limited", "principal", "counsellor"])
def test_administrators_read_which_adults(client: Client, world: World, person: str) -> None:
    assert world.contact.email in panel(client, world, person)


def test_a_teacher_reads_how_many_adults_and_not_who(client: Client, world: World) -> None:
    page = panel(client, world, "teacher")
    assert "1 adult is connected with" in page
    assert world.contact.email not in page
    assert world.family.user.name not in page


def test_an_adult_whose_tie_ended_and_began_again_is_listed_once(
    client: Client, world: World
) -> None:
    c.association_ends(world, EndReason.IMPORT)
    make.SchoolAssociationFactory.create(contact=world.contact, student=world.student_record)
    page = panel(client, world, "admin")
    assert page.count(world.contact.email) == 1
    assert "No longer in the SIS" not in page


def test_the_reader_is_led_to_what_they_may_change(client: Client, world: World) -> None:
    template = f'href="/portfolios/manage/{world.template.pk}/"'
    admin, limited = panel(client, world, "admin"), panel(client, world, "limited")
    assert template in admin
    assert 'href="/district/"' in admin
    assert 'href="/district/sharing/pauses/"' in admin
    assert 'href="/district/sharing/pauses/"' not in limited
    assert 'href="/family/?q=' in admin
    assert template not in limited
    assert 'href="/family/?q=' in limited


def test_a_closed_licence_hides_the_work_and_not_the_reason(client: Client, world: World) -> None:
    """A teacher is asked by her student, who sees nothing any more."""
    c.switch_off(Feature.PORTFOLIOS, world)
    client.force_login(world.teacher.user)
    assert client.get(f"/portfolios/{world.portfolio.pk}/").status_code == 404
    page = panel(client, world, "teacher")
    assert "Support has not switched Portfolios on" in page
    assert world.post.title not in page


def test_a_deactivated_students_teacher_can_still_ask(client: Client, world: World) -> None:
    c.deactivate(world)
    assert "deactivated" in panel(client, world, "teacher")


def test_more_schools_and_adults_need_no_more_queries(client: Client, world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            panel(client, world, "admin")
        return len(captured)

    queries()  # a first visit has the session to begin with
    before = queries()
    c.add_school(world, "09")
    for _ in range(3):
        make.SchoolAssociationFactory.create(
            contact__district=world.district, student=world.student_record, started_at=None
        )
    make.TemplateSchoolFactory.create(template=world.template, school=world.maple)
    make.TemplateSchoolFactory.create(template=world.template, school=world.cedar)
    assert SchoolMembership.objects.filter(student=world.student_record).count() == 2
    assert queries() == before
