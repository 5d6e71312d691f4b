"""Associations that are on at some schools only: tab, invitations and imports hold to that."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from districts.models import (
    Feature,
    FeatureApproval,
    FeatureNarrowing,
    OutboundEmail,
    RunState,
    School,
    SchoolMembership,
)
from families.actions.answer import NewAccount, accept
from families.actions.errors import FamiliesOffError, NotAnswerableError
from families.actions.invitations import resend
from families.actions.invite import Adult, add_family
from families.models import FamilyContact, SchoolAssociation
from families.policy import Answerable, answerable
from spacesedu.lib.addresses import parse
from tests import factories as make
from tests.families.conftest import PASSWORD
from tests.samples.advanced_csv import sample
from tests.samples.importing import INVITING, Importing, importing, tally
from tests.world import World

ADULT = Adult(parse("new@example.org"))


def ceiling(world: World, *schools: School) -> None:
    """Let Support allow the associations at some schools only."""
    rows = FeatureApproval.objects.filter(district=world.district, feature=Feature.ASSOCIATIONS)
    rows.update(school_ids=[school.pk for school in schools])


def narrowing(world: World, *schools: School) -> None:
    """Let the district itself narrow them to some schools."""
    make.FeatureNarrowingFactory.create(
        district=world.district,
        feature=Feature.ASSOCIATIONS,
        off=False,
        school_ids=[school.pk for school in schools],
    )


type Limit = Callable[..., None]
LIMITS: list[Limit] = [ceiling, narrowing]


@pytest.mark.parametrize("limit", LIMITS)
def test_a_principal_has_the_family_tab_where_the_associations_are_on(
    office: Client, world: World, limit: Limit
) -> None:
    limit(world, world.maple)
    assert office.get("/family/").status_code == 200
    assert "/family/" in office.get("/").text


@pytest.mark.parametrize("limit", LIMITS)
def test_a_principal_of_another_school_has_none(office: Client, world: World, limit: Limit) -> None:
    limit(world, world.cedar)
    assert office.get("/family/").status_code == 404
    assert 'href="/family/"' not in office.get("/").text


@pytest.mark.parametrize("limit", LIMITS)
def test_a_district_admin_has_it_while_one_school_is_left(
    client: Client, world: World, limit: Limit
) -> None:
    client.force_login(world.admin.user)
    limit(world, world.cedar)
    assert client.get("/family/").status_code == 200


def test_nobody_has_it_when_district_and_support_name_different_schools(
    client: Client, world: World
) -> None:
    client.force_login(world.admin.user)
    ceiling(world, world.cedar)
    narrowing(world, world.maple)
    assert client.get("/family/").status_code == 404


@pytest.mark.parametrize("limit", LIMITS)
def test_nobody_is_invited_for_a_student_of_a_school_without_associations(
    world: World, limit: Limit
) -> None:
    limit(world, world.cedar)
    with pytest.raises(FamiliesOffError):
        add_family(
            adult=ADULT,
            student_ids=[world.outsider.pk, world.student_record.pk],
            by=world.admin.actor,
            at=world.now,
        )
    assert not SchoolAssociation.objects.filter(contact__email_key="new@example.org").exists()
    added = add_family(
        adult=ADULT, student_ids=[world.outsider.pk], by=world.admin.actor, at=world.now
    )
    assert added.mailed


def test_only_students_of_such_schools_can_be_ticked(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    ceiling(world, world.cedar)
    shown = [choice.name for choice in client.get("/family/add/").context["students"]]
    assert shown == [str(world.outsider)]


def test_an_invitation_waits_while_its_students_school_is_out(world: World) -> None:
    ceiling(world, world.cedar)
    assert answerable(world.invitation, world.now) is Answerable.PAUSED
    with pytest.raises(NotAnswerableError):
        accept(invitation_id=world.invitation.pk, by=NewAccount("Frank", PASSWORD), at=world.now)
    with pytest.raises(FamiliesOffError):
        resend(invitation_id=world.invitation.pk, by=world.admin.actor, at=world.now)


def test_a_student_who_moves_to_a_school_with_associations_can_be_followed(world: World) -> None:
    ceiling(world, world.cedar)
    SchoolMembership.objects.filter(student=world.classmate).update(ended_at=world.now)
    make.MembershipFactory.create(student=world.classmate, school=world.cedar)
    assert answerable(world.invitation, world.now) is Answerable.YES


def test_accepting_starts_only_what_is_on(world: World) -> None:
    """The father has children at two schools; one of them takes part."""
    elsewhere = make.SchoolAssociationFactory.create(
        contact=world.invitation.contact, student=world.outsider, started_at=None
    )
    ceiling(world, world.maple)
    user = accept(invitation_id=world.invitation.pk, by=NewAccount("Frank", PASSWORD), at=world.now)
    followed = SchoolAssociation.objects.active().filter(contact__user=user)
    assert [row.student for row in followed] == [world.classmate]
    elsewhere.refresh_from_db()
    assert elsewhere.state() == "invited"


FIRST, SECOND = "100", "200"


def limited_to(district: Importing, *codes: str) -> None:
    """Let Support allow the associations at some schools only."""
    schools = School.objects.filter(district=district.district, code__in=codes)
    rows = FeatureApproval.objects.filter(district=district.district, feature=Feature.ASSOCIATIONS)
    rows.update(school_ids=list(schools.values_list("pk", flat=True)))


@pytest.fixture
def inviting(tmp_path: Path) -> Importing:
    """A district whose schools are known, and whose family file comes with the next package."""
    district = importing(tmp_path, *INVITING, auto_create=True)
    district.run(sample(families=False), approve=True)
    return district


@pytest.mark.django_db
def test_an_import_keeps_the_contacts_of_other_schools_and_invites_nobody_there(
    inviting: Importing,
) -> None:
    limited_to(inviting, SECOND)
    report = inviting.run(sample(), approve=True)
    assert tally(report, "contacts") == (22, 0, 0, 0)
    assert tally(report, "family_links") == (24, 0, 0, 0)
    at_school = SchoolMembership.objects.filter(school__code=SECOND).values("student")
    invited = SchoolAssociation.objects.all()
    assert invited.count() == invited.filter(student__in=at_school).count() == 10
    assert report.emails_queued == 9
    assert OutboundEmail.objects.count() == 9


@pytest.mark.django_db
def test_an_import_invites_nobody_where_the_district_itself_has_narrowed(
    inviting: Importing,
) -> None:
    school = School.objects.get(district=inviting.district, code=FIRST)
    FeatureNarrowing.objects.create(
        district=inviting.district,
        feature=Feature.ASSOCIATIONS,
        school_ids=[school.pk],
        narrowed_at=inviting.district.created_at,
    )
    inviting.run(sample(), approve=True)
    students = SchoolAssociation.objects.values("student")
    schools = SchoolMembership.objects.filter(student__in=students).values_list("school__code")
    assert set(schools) == {(FIRST,)}


@pytest.mark.django_db
def test_a_school_that_joins_is_seen_by_a_person_before_anybody_is_invited(
    inviting: Importing,
) -> None:
    limited_to(inviting, SECOND)
    inviting.run(sample(), approve=True)
    limited_to(inviting, FIRST, SECOND)
    report = inviting.run(sample())
    assert (report.state, report.held) == (RunState.HELD, ("auto_create_new",))
    assert (report.emails_planned, report.emails_queued) == (13, 0)
    report = inviting.run(sample(), approve=True)
    assert report.emails_queued == 13
    assert FamilyContact.objects.count() == 22


@pytest.mark.django_db
def test_a_student_whom_the_same_package_moves_counts_at_the_new_school(
    inviting: Importing,
) -> None:
    limited_to(inviting, SECOND)
    package = sample()
    package.of("Students", User_ID="s05")["SchoolCode"] = SECOND
    inviting.run(package, approve=True)
    assert SchoolAssociation.objects.filter(contact__email_key="parent05@home.example").exists()
