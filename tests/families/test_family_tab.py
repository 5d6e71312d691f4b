"""The Family tab shows whom, to whom, and how it stands."""

from datetime import timedelta

import pytest
from django.test import Client

from districts.models import Feature, FeatureApproval
from families.models import EndReason, SchoolAssociation
from spacesedu.lib import clock
from spacesedu.lib.keyset import PAGE
from tests import factories as make
from tests.world import World

TAB = "/family/"


def switch_off(world: World, feature: Feature) -> None:
    approvals = FeatureApproval.objects.filter(district=world.district, feature=feature)
    approvals.update(ended_at=clock.now())


def test_the_principal_sees_active_and_invited_adults_with_their_students(
    office: Client, world: World
) -> None:
    page = office.get(TAB).text
    assert world.contact.email in page
    assert world.invitation.contact.email in page
    assert str(world.student_record) in page
    assert str(world.classmate) in page


def test_nothing_of_the_other_district_is_on_it(office: Client, world: World) -> None:
    page = office.get(TAB).text
    assert not [name for name in world.other.names if name in page]


def test_a_school_does_not_see_the_families_of_another_school(office: Client, world: World) -> None:
    make.SchoolAssociationFactory.create(
        contact__district=world.district, contact__email="cedar@example.org", student=world.outsider
    )
    assert "cedar@example.org" not in office.get(TAB).text


def test_a_district_admin_sees_all_schools(client: Client, world: World) -> None:
    make.SchoolAssociationFactory.create(
        contact__district=world.district, contact__email="cedar@example.org", student=world.outsider
    )
    client.force_login(world.limited.user)
    assert "cedar@example.org" in client.get(TAB).text


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("admin", 200),
        ("limited", 200),
        ("principal", 200),
        ("counsellor", 200),
        ("teacher", 403),
        ("student", 403),
        ("family", 403),
        ("support", 403),
    ],
)
def test_only_administrators_have_it(
    client: Client, world: World, person: str, status: int
) -> None:
    client.force_login(getattr(world, person).user)
    assert client.get(TAB).status_code == status


@pytest.mark.parametrize("path", [TAB, "/family/add/"])
def test_there_is_none_while_the_associations_are_off(
    office: Client, world: World, path: str
) -> None:
    switch_off(world, Feature.ASSOCIATIONS)
    assert office.get(path).status_code == 404


def test_without_family_accounts_it_says_that_nobody_can_be_invited(
    office: Client, world: World
) -> None:
    switch_off(world, Feature.FAMILY_ACCOUNTS)
    page = office.get(TAB).text
    assert "Family Accounts are off" in page
    assert "/family/add/" not in page


@pytest.mark.parametrize("words", ["father", "classmate", "CHRIS class", "frank"])
def test_a_search_finds_by_adult_and_by_student(office: Client, world: World, words: str) -> None:
    page = office.get(TAB, {"q": words}).text
    assert world.invitation.contact.email in page
    assert world.contact.email not in page


def test_a_chip_shows_only_its_own(office: Client, world: World) -> None:
    page = office.get(TAB, {"status": "active"}).text
    assert world.contact.email in page
    assert world.invitation.contact.email not in page


def test_an_invitation_that_is_too_old_is_shown_as_expired(office: Client, world: World) -> None:
    world.invitation.expires_at = clock.now() - timedelta(minutes=1)
    world.invitation.save()
    assert world.invitation.contact.email in office.get(TAB, {"status": "expired"}).text


def test_somebody_who_said_this_is_not_me_can_be_found(office: Client, world: World) -> None:
    SchoolAssociation.objects.filter(student=world.classmate).update(
        ended_at=clock.now(), end_reason=EndReason.DISOWNED
    )
    assert world.invitation.contact.email not in office.get(TAB).text
    assert world.invitation.contact.email in office.get(TAB, {"status": "disowned"}).text


def test_a_revoked_adult_is_gone_from_the_list(office: Client, world: World) -> None:
    SchoolAssociation.objects.filter(student=world.student_record).update(
        ended_at=clock.now(), end_reason=EndReason.REVOKED
    )
    assert world.contact.email not in office.get(TAB).text


def test_pages_go_on_from_the_last_row_and_back(office: Client, world: World) -> None:
    for number in range(PAGE + 3):
        make.SchoolAssociationFactory.create(
            contact__district=world.district,
            contact__email=f"adult-{number:03}@example.org",
            student=world.student_record,
        )
    first = office.get(TAB)
    assert first.context["page"].previous_url == ""
    second = office.get(first.context["page"].next_url)
    shown = [row.email for page in (first, second) for row in page.context["rows"]]
    assert shown == sorted(shown)
    assert len(shown) == len(set(shown)) == PAGE + 5
    back = office.get(second.context["page"].previous_url)
    assert [row.id for row in back.context["rows"]] == [row.id for row in first.context["rows"]]


@pytest.mark.parametrize("query", ["after=x", "before=%00", "status=nothing", "q=%00", "page=9"])
def test_a_mistyped_address_shows_the_first_page(office: Client, world: World, query: str) -> None:
    assert office.get(f"{TAB}?{query}").status_code == 200
