"""Two tabs of one browser: what a page asked for is done, or nothing is."""

import re

from django.test import Client
from django.urls import reverse

from districts.acting import actors_of
from districts.actions.cards import issue_cards
from districts.actions.setup_links import send_link
from districts.actor import Actor
from districts.models import District, StaffRole, StaffRoleKind, User
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.cards import SCHOOL, given, path_of
from tests.districts.staffing import PASSWORD, imported
from tests.districts.staffing import path_of as path_of_link
from tests.world import World


def mark_on(page: str) -> str:
    found = re.search(r'name="link"\s+value="([0-9a-f]+)"', page)
    assert found is not None
    return found[1]


def test_pressing_yes_on_one_card_never_signs_in_the_pupil_of_another(
    client: Client, world: World
) -> None:
    first = given(world)
    leo = make.StudentFactory.create(district=world.district, first_name="Leo")
    (second,) = issue_cards(student_ids=[leo.pk], by=SCHOOL, at=world.now)
    client.get(path_of(first))
    asked = mark_on(client.get("/card/").text)
    client.get(path_of(second))
    answer = client.post("/card/sign-in/", {"link": asked}, follow=True)
    assert "Are you Leo?" in answer.text
    assert "Another link was opened here" in answer.text
    assert "_auth_user_id" not in client.session


def test_a_password_typed_for_one_set_up_link_makes_no_account_of_another(
    client: Client, world: World
) -> None:
    iris, ravi = (imported(world.maple, approved=world.now).staff for _ in range(2))
    marks = []
    for person in (iris, ravi):
        link = send_link(staff_id=person.pk, by=world.principal.actor, at=clock.now())
        client.get(path_of_link(link))
        marks.append(mark_on(client.get("/setup/").text))
    answer = client.post("/setup/accept/", {"link": marks[0], "password": PASSWORD}, follow=True)
    assert str(ravi) in answer.text
    assert not User.objects.filter(email__in=[iris.email, ravi.email]).exists()


def test_a_link_that_was_only_looked_at_is_forgotten_after_half_an_hour(
    client: Client, world: World
) -> None:
    person = imported(world.maple, approved=world.now).staff
    link = send_link(staff_id=person.pk, by=world.principal.actor, at=clock.now())
    client.get(path_of_link(link))
    session = client.session
    mark, since = session["setup"]
    session["setup"] = (mark, since - 1801)
    session.save()
    assert client.get("/setup/").status_code == 404


def csrf_of(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found is not None
    return found[1]


def in_both_districts(world: World) -> tuple[Actor, Actor]:
    """Make the administrator one of the other district too; the roles, first the one in use."""
    user = world.admin.user
    other = make.StaffMemberFactory.create(district=world.other.district, user=user)
    make.StaffRoleFactory.create(
        staff=other, role=StaffRoleKind.DISTRICT_ADMIN, school=None, full=True
    )
    first, second = actors_of(user)
    return first, second


def names_of(actor: Actor) -> str:
    return District.objects.get(pk=actor.here).public_names


def test_a_form_never_acts_in_the_district_chosen_in_another_tab(world: World) -> None:
    _here, there = in_both_districts(world)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.admin.user)
    names = reverse("districts:settings_names")
    open_form = csrf_of(browser.get(names).text)
    switch = {"role": there.key, "csrfmiddlewaretoken": csrf_of(browser.get("/").text)}
    assert browser.post("/switch/", switch).status_code == 302
    answer = browser.post(names, {"public_names": "full", "csrfmiddlewaretoken": open_form})
    assert answer.status_code == 403
    assert "This form is out of date" in answer.text
    assert names_of(there) != "full"


def test_where_the_role_of_a_form_has_ended_no_other_role_sends_it(
    client: Client, world: World
) -> None:
    here, there = in_both_districts(world)
    client.force_login(world.admin.user)
    names = reverse("districts:settings_names")
    client.get(names)
    StaffRole.objects.filter(staff=here.staff_id).update(ended_at=clock.now())
    assert client.post(names, {"public_names": "full"}).status_code == 403
    assert names_of(there) != "full"
    # The next page is drawn in the role that is left, and its form counts.
    assert client.get(names).status_code == 200
    assert client.post(names, {"public_names": "full"}).status_code == 302
    assert names_of(there) == "full"
