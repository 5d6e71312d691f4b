"""The Staff page: whom it lists, how each stands, and what an administrator does there."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from districts.models import OutboundEmail, StaffInvitation, StaffMember, StaffRole, StaffRoleKind
from tests import factories as make
from tests.districts.staffing import browser, imported, record_of, role_of
from tests.world import World


@pytest.fixture
def office(world: World) -> Client:
    """The District Admin's browser."""
    return browser(world.admin)


@pytest.fixture
def school(world: World) -> Client:
    """The browser of the School Admin at Maple School."""
    return browser(world.principal)


def names(client: Client, **query: str) -> set[str]:
    """Return the last names on the Staff page, without what follows the hyphen."""
    page = client.get("/staff/", query).content.decode()
    return {
        found.split()[-1].partition("-")[0]
        for found in re.findall(r'class="staff__name"[^>]*>([^<]+)<', page)
    }


def test_a_district_admin_sees_everybody_of_the_district(office: Client) -> None:
    assert names(office) == {
        *("Admin", "Limited", "Principal", "Deputy", "Counsellor"),
        *("Teacher", "Colleague", "Nobody"),
    }


def test_a_school_admin_sees_the_people_of_the_school(school: Client, world: World) -> None:
    imported(world.cedar)
    people = {"Principal", "Deputy", "Counsellor", "Teacher", "Colleague", "Nobody"}
    assert names(school) == people


def test_what_somebody_does_at_another_school_is_not_told(school: Client, world: World) -> None:
    make.StaffRoleFactory.create(staff=world.teacher_record, school=world.cedar)
    page = school.get(f"/staff/{world.teacher_record.pk}/").content.decode()
    assert "Maple School" in page
    assert "Cedar School" not in page
    assert "somebody else has to deactivate them" in page


@pytest.mark.parametrize(
    ("chip", "found"),
    [
        ("", {"Imported"}),
        ("waiting", {"Imported"}),
        ("none", {"Imported"}),
        ("invited", set()),
        ("deactivated", set()),
    ],
)
def test_an_imported_administrator_is_found_under(
    office: Client, world: World, chip: str, found: set[str]
) -> None:
    imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    assert names(office, state=chip) & {"Imported"} == found


def test_filters_by_role_school_and_words(office: Client, world: World) -> None:
    imported(world.cedar, approved=world.now)
    assert names(office, role="counsellor") == {"Counsellor"}
    assert names(office, role="teacher") == {"Teacher", "Colleague", "Nobody", "Imported"}
    assert names(office, school=str(world.cedar.pk)) == {"Imported"}
    assert names(office, q="TARA") == {"Teacher"}
    assert names(office, q="iris@example") == {"Imported"}
    assert names(office, role="teacher", school=str(world.maple.pk), q="kim") == {"Colleague"}


@pytest.mark.parametrize("query", [{"school": "nonsense"}, {"role": "king"}, {"state": "lost"}])
def test_a_filter_that_does_not_exist_is_none(office: Client, query: dict[str, str]) -> None:
    assert len(names(office, **query)) == 8


def test_long_lists_go_on_from_the_last_name(office: Client, world: World) -> None:
    for staff in make.StaffMemberFactory.create_batch(60, district=world.district):
        make.StaffRoleFactory.create(staff=staff, school=world.maple)
        make.StaffInvitationFactory.create(staff=staff)
    first = office.get("/staff/")
    page = first.context["page"]
    second = office.get(page.next_url).context["page"]
    assert len(page.rows) == 50
    assert len(second.rows) == 18
    assert not {row.pk for row in page.rows} & {row.pk for row in second.rows}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"queued": True}, "waiting to be sent"),
        ({}, "Set-up link sent"),
        ({"bounced": True}, "Set-up link bounced"),
        ({"expired": True}, "Set-up link expired"),
        ({"revoked": True}, "No account yet"),
    ],
)
def test_the_state_of_a_link_is_told_in_words(
    office: Client, world: World, facts: dict[str, object], words: str
) -> None:
    role = imported(world.maple, approved=world.now)
    link = make.StaffInvitationFactory.build(staff=role.staff, district=world.district)
    link.sent_at = None if "queued" in facts else link.sent_at
    link.bounced_at = world.now if "bounced" in facts else None
    link.revoked_at = world.now if "revoked" in facts else None
    if "expired" in facts:
        link.expires_at = world.now - timedelta(days=1)
    link.save()
    assert words in office.get("/staff/", {"q": "iris"}).content.decode()


def test_an_administrator_invites_a_teacher(school: Client, world: World) -> None:
    form = {
        "email": " Nia.New@Example.org ",
        "first_name": "Nia",
        "last_name": "New",
        "role": "teacher:limited",
        "schools": [str(world.maple.pk)],
    }
    page = school.post("/staff/invite/", form, follow=True).content.decode()
    assert "Nia New is invited" in page
    staff = StaffMember.objects.get(email="Nia.New@Example.org")
    assert staff.roles.get().given_by == world.principal.user
    assert OutboundEmail.objects.get(purpose="staff_setup").recipient == staff.email


def test_pressing_twice_invites_once(school: Client, world: World) -> None:
    form = {
        "email": "nia@example.org",
        "first_name": "Nia",
        "last_name": "New",
        "role": "teacher:limited",
        "schools": [str(world.maple.pk)],
    }
    school.post("/staff/invite/", form)
    page = school.post("/staff/invite/", form, follow=True).content.decode()
    assert "holds this role already" in page
    assert StaffMember.objects.filter(email="nia@example.org").count() == 1
    assert OutboundEmail.objects.filter(purpose="staff_setup").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "one@example.org, two@example.org"}, "Give one e-mail address"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Give one e-mail address"),
        ({"schools": []}, "Choose at least one school"),
        ({"role": "district_admin:full"}, "Choose among those offered."),
        ({"role": "school_admin:full"}, "Choose among those offered."),
        ({"last_name": ""}, "Type the last name."),
    ],
)
def test_a_form_that_is_not_right_invites_nobody(
    school: Client, world: World, wrong: dict[str, object], said: str
) -> None:
    form = {
        "email": "nia@example.org",
        "first_name": "Nia",
        "last_name": "New",
        "role": "teacher:limited",
        "schools": [str(world.maple.pk)],
    }
    response = school.post("/staff/invite/", {**form, **wrong})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not StaffMember.objects.filter(first_name="Nia").exists()


def test_a_school_of_somebody_else_cannot_be_chosen(school: Client, world: World) -> None:
    for place in (world.cedar, world.other.maple):
        form = {
            "email": "nia@example.org",
            "first_name": "Nia",
            "last_name": "New",
            "role": "teacher:limited",
            "schools": [str(place.pk)],
        }
        assert school.post("/staff/invite/", form).status_code == 200
    assert not StaffMember.objects.filter(first_name="Nia").exists()


def test_somebody_known_stays_one_person_and_keeps_their_name(office: Client, world: World) -> None:
    form = {
        "email": world.teacher.user.email,
        "first_name": "Someone",
        "last_name": "Else",
        "role": "district_admin:limited",
    }
    page = office.post("/staff/invite/", form, follow=True).content.decode()
    assert "has an account and finds the new role there" in page
    assert "Tara Teacher" in page
    assert record_of(world.teacher).roles.count() == 2
    assert not OutboundEmail.objects.filter(purpose="staff_setup").exists()


def test_whoever_works_in_another_district_is_new_here(office: Client, world: World) -> None:
    stranger = world.other.teacher.user
    form = {
        "email": stranger.email,
        "first_name": "Terry",
        "last_name": "Two",
        "role": "teacher:limited",
        "schools": [str(world.maple.pk)],
    }
    page = office.post("/staff/invite/", form, follow=True).content.decode()
    assert "A set-up link is on its way" in page
    assert str(stranger) not in page
    assert StaffMember.objects.get(first_name="Terry").user is None


def test_approving_and_rejecting_on_the_page(office: Client, world: World) -> None:
    role = imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    page = office.get("/staff/", {"state": "waiting"}).content.decode()
    assert "Waiting for approval" in page
    way = f"/staff/{role.staff_id}/roles/{role.pk}/approve/"
    assert way in page
    for _ in range(2):
        assert "is School Admin (limited) now" in office.post(way, follow=True).text
    role.refresh_from_db()
    assert role.approved_by == world.admin.user


def test_a_role_of_somebody_else_is_not_at_this_persons_address(
    office: Client, world: World
) -> None:
    role = role_of(world.colleague)
    for staff in (world.teacher_record, record_of(world.other.teacher)):
        assert office.post(f"/staff/{staff.pk}/roles/{role.pk}/end/").status_code == 404
    assert role_of(world.colleague).ended_at is None


def test_rights_are_changed_by_a_word_and_not_by_a_smuggled_field(
    office: Client, world: World
) -> None:
    role = role_of(world.limited)
    way = f"/staff/{role.staff_id}/roles/{role.pk}/rights/"
    office.post(way, {"full": "on", "role": "district_admin:full"})
    assert role_of(world.limited).full is False
    office.post(way, {"rights": "full"})
    assert role_of(world.limited).full is True


def test_a_teacher_with_full_rights_does_not_exist(office: Client, world: World) -> None:
    role = role_of(world.teacher)
    way = f"/staff/{role.staff_id}/roles/{role.pk}/rights/"
    assert office.post(way, {"rights": "full"}).status_code == 403
    assert role_of(world.teacher).full is False


def test_after_ending_the_last_role_at_the_school_the_list_goes_on(
    school: Client, world: World
) -> None:
    role = role_of(world.teacher)
    way = f"/staff/{role.staff_id}/roles/{role.pk}/end/"
    assert "no longer be Teacher" in school.get(way).text
    assert school.post(way)["Location"] == "/staff/"
    assert school.post(way).status_code == 302
    assert StaffRole.objects.get(pk=role.pk).ended_by == world.principal.user


def test_many_get_their_links_at_once(office: Client, world: World) -> None:
    people = [
        make.StaffMemberFactory.create(district=world.district, email=f"n{n}@example.org")
        for n in range(3)
    ]
    unreachable = make.StaffMemberFactory.create(district=world.district, email="")
    stranger = make.StaffMemberFactory.create(district=world.other.district, email="s@example.org")
    ticked = [str(one.pk) for one in (*people, unreachable, stranger)]
    page = office.post("/staff/links/", {"person": [*ticked, "nonsense"]}, follow=True).text
    assert "3 set-up links are on their way" in page
    assert "2 people got none" in page
    links = StaffInvitation.objects.order_by("email")
    assert [link.email for link in links] == ["n0@example.org", "n1@example.org", "n2@example.org"]
    assert {link.queued_by for link in links} == {world.admin.user}


def test_ticking_nobody_says_so(office: Client) -> None:
    assert "Tick the people" in office.post("/staff/links/", follow=True).text
