"""Activity by person: whoever is named, by the words of any name that they go by here."""

import pytest
from django.test import Client

from districts.models import StaffMember, Student, User
from tests.districts.journal import note, read
from tests.world import World


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    client.force_login(world.admin.user)
    return client


@pytest.mark.parametrize(
    "typed", ["Zoë Ångström", "angstrom zoe", "ZOË", "zoe@gold.example", "Zo Ång", "Åse Holm"]
)
@pytest.mark.parametrize("who", ["teacher", "student"])
def test_somebody_is_found_by_the_words_of_the_names_they_go_by_in_any_order(
    admin: Client, world: World, who: str, typed: str
) -> None:
    person = getattr(world, who)
    # On the page as they call themselves, elsewhere as the school's system calls them.
    User.objects.filter(pk=person.user.pk).update(name="Zoë Ångström", email="zoe@gold.example")
    for known in (StaffMember, Student):
        here = known.objects.filter(user=person.user)
        here.update(first_name="Åse", last_name="Holm")
    note(world, "post.added", world.post, by=person.actor)
    note(world, "district.changed", world.district)
    page = read(admin, person=typed)
    assert page.count('class="deed"') == 1
    assert "Zoë Ångström" in page


def test_a_family_member_is_found_by_the_name_that_the_page_shows(
    admin: Client, world: World
) -> None:
    User.objects.filter(pk=world.family.user.pk).update(name="Lucía Ramos")
    note(world, "family.accepted", world.invitation, by=world.family.actor)
    assert "accepted the invitation" in read(admin, person="ramos lucia")
    assert "Nothing of that kind" in read(admin, person="ramos elena")


def test_somebody_without_a_name_is_found_by_what_stands_for_it(
    admin: Client, world: World
) -> None:
    User.objects.filter(pk=world.teacher.user.pk).update(name="", email="t.okafor@gold.example")
    note(world, "post.added", world.post, by=world.teacher.actor)
    assert "t.okafor@gold.example</b> added" in read(admin, person="okafor")


def test_nobody_of_support_is_told_apart_by_a_name(admin: Client, world: World) -> None:
    note(world, "district.changed", world.district, by=world.support.actor)
    for typed in (world.support.user.name, str(world.support.user.email)):
        assert "Nothing of that kind" in read(admin, person=typed)


def test_a_family_member_is_found_by_e_mail(admin: Client, world: World) -> None:
    note(world, "family.accepted", world.invitation, by=world.family.actor)
    assert "accepted the invitation" in read(admin, person=str(world.family.user.email))
