"""Sign-in cards: made once, printed as often as one likes, and what each opens and does not."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from districts.actions.accounts import give_username
from districts.actions.cards import issue_cards
from districts.cards.sheet import address_of
from districts.models import AuditEvent, SignInCard, Student, User
from tests import factories as make
from tests.districts.cards import SCHOOL, given, path_of, signed_in_by
from tests.world import Person, World

CHOSEN = "eight-or-more"


@pytest.fixture
def teacher(client: Client, world: World) -> Client:
    """The teacher's browser."""
    client.force_login(world.teacher.user)
    return client


def class_page(world: World) -> str:
    return reverse("districts:class_cards", kwargs={"class_group": world.class_group.pk})


def make_cards(client: Client, world: World, *students: Student) -> str:
    """Press **Make and print cards** for these students; return the sheet."""
    data = {"class": world.class_group.pk, "student": [one.pk for one in students]}
    return client.post(reverse("districts:issue_cards"), data, follow=True).text


def test_a_card_says_what_to_type_only_once_there_is_a_password(
    teacher: Client, world: World
) -> None:
    sheet = make_cards(teacher, world, world.classmate)
    assert "chris.c" not in sheet
    assert "/sign-in/gold-trail/" not in sheet
    give_username(student=world.classmate, name="chris.c", password=CHOSEN, by=SCHOOL, at=world.now)
    sheet = make_cards(teacher, world, world.classmate)
    assert "chris.c" in sheet
    assert "/sign-in/gold-trail/" in sheet


def test_a_teacher_finds_the_class_and_who_has_a_card(teacher: Client, world: World) -> None:
    page = teacher.get(class_page(world)).text
    assert str(world.classmate) in page
    assert "No card yet" in page
    assert "signs in by e-mail" in page  # Sunny, who is in the class too
    assert str(world.outsider) not in page


def test_printing_the_first_time_makes_account_and_card(teacher: Client, world: World) -> None:
    sheet = make_cards(teacher, world, world.classmate)
    world.classmate.refresh_from_db()
    user = world.classmate.user
    assert user is not None
    assert user.username == "gold-trail:chris.c"
    assert not user.has_usable_password()
    for words in (str(world.classmate), world.district.name):
        assert words in sheet
    assert world.class_group.name in sheet
    assert sheet.count("sheet__code") == 1
    assert [event.verb for event in AuditEvent.objects.order_by("id")] == [
        "account.username_given",
        "card.issued",
    ]


def test_printing_again_prints_the_same_card(teacher: Client, world: World) -> None:
    first = make_cards(teacher, world, world.classmate)
    second = make_cards(teacher, world, world.classmate)
    drawn = [re.findall(r"<svg.*?</svg>", page, re.DOTALL)[-1] for page in (first, second)]
    assert drawn[0] == drawn[1]
    assert SignInCard.objects.count() == 1


def test_looking_at_list_and_sheet_makes_nothing(teacher: Client, world: World) -> None:
    teacher.get(class_page(world))
    sheet = teacher.get(reverse("districts:print_cards"), {"class": str(world.class_group.pk)}).text
    assert "2 students have no card" in sheet
    assert not SignInCard.objects.exists()
    assert world.classmate.user_id is None


def test_a_key_that_was_dropped_is_no_card_and_printing_makes_a_new_one(world: World) -> None:
    card = given(world)
    SignInCard.objects.update(kid="dropped")
    (again,) = issue_cards(student_ids=[world.classmate.pk], by=SCHOOL, at=world.now)
    assert again.pk != card.pk
    assert address_of(again) is not None


@pytest.mark.parametrize("door", ["issue_cards", "replace_cards", "revoke_cards"])
def test_nobody_else_gets_a_hand_on_a_class(client: Client, world: World, door: str) -> None:
    card = given(world)
    for person in (world.colleague, world.other.admin, world.other.teacher, world.student):
        client.force_login(person.user)
        data = {"student": world.classmate.pk}
        assert client.post(reverse(f"districts:{door}"), data).status_code == 404
    assert list(SignInCard.objects.valid()) == [card]


def test_a_mixed_handful_with_somebody_unseen_changes_nothing(
    teacher: Client, world: World
) -> None:
    data = {"student": [world.classmate.pk, world.other.classmate.pk]}
    assert teacher.post(reverse("districts:issue_cards"), data).status_code == 404
    assert teacher.post(reverse("districts:issue_cards"), {"student": "x"}).status_code == 404
    assert not SignInCard.objects.exists()


def test_without_a_tick_nothing_happens_and_it_is_said(teacher: Client, world: World) -> None:
    data = {"class": world.class_group.pk, "sure": "on"}
    for door in ("issue_cards", "replace_cards", "revoke_cards"):
        page = teacher.post(reverse(f"districts:{door}"), data, follow=True).text
        assert "Nothing has changed." in page


def test_two_pupils_called_alike_get_two_usernames(teacher: Client, world: World) -> None:
    for _ in range(2):
        twin = make.StudentFactory.create(
            district=world.district, first_name="Chris", last_name="Cho"
        )
        make.EnrolmentFactory.create(class_group=world.class_group, student=twin)
    students = list(Student.objects.filter(district=world.district, first_name="Chris"))
    make_cards(teacher, world, *students)
    names = User.objects.filter(students__in=students).values_list("username", flat=True)
    assert sorted(str(name).partition(":")[2] for name in names) == [
        "chris.c",
        "chris.c2",
        "chris.c3",
    ]


@pytest.mark.parametrize("name", ["مريم", "Ł" * 250, "‌x", "Nguyễn-Phương Ánh"])
def test_any_name_gets_a_username_and_a_card(teacher: Client, world: World, name: str) -> None:
    pupil = make.StudentFactory.create(district=world.district, first_name=name, last_name=name)
    make.EnrolmentFactory.create(class_group=world.class_group, student=pupil)
    assert make_cards(teacher, world, pupil).count("sheet__code") == 1


@pytest.mark.parametrize("door", ["replace_cards", "revoke_cards"])
def test_one_careless_click_ends_no_card(teacher: Client, world: World, door: str) -> None:
    card = given(world)
    teacher.post(reverse(f"districts:{door}"), {"student": world.classmate.pk})
    assert SignInCard.objects.valid().get(student=world.classmate).pk == card.pk


@pytest.mark.parametrize("page", ["set", "change"])
def test_whoever_found_a_card_cannot_choose_a_password(world: World, page: str) -> None:
    finder = signed_in_by(given(world))
    chosen = {"password1": "thief-has-this-1", "password2": "thief-has-this-1"}
    assert finder.get(f"/accounts/password/{page}/").status_code == 404
    assert finder.post(f"/accounts/password/{page}/", chosen).status_code == 404
    assert finder.get("/accounts/single-sign-on/").status_code == 404


@pytest.mark.parametrize("door", ["replace_cards", "revoke_cards"])
def test_whoever_found_a_card_is_out_at_once(teacher: Client, world: World, door: str) -> None:
    card = given(world)
    finder = signed_in_by(card)
    teacher.post(reverse(f"districts:{door}"), {"student": world.classmate.pk, "sure": "on"})
    assert finder.get("/portfolios/").status_code == 302
    assert finder.get(path_of(card)).status_code == 404


def test_a_new_card_works_and_the_username_stays(teacher: Client, world: World) -> None:
    card = given(world)
    before = world.classmate.user
    teacher.post(reverse("districts:replace_cards"), {"student": world.classmate.pk, "sure": "on"})
    world.classmate.refresh_from_db()
    assert world.classmate.user == before
    new = SignInCard.objects.valid().get(student=world.classmate)
    assert new.pk != card.pk
    signed_in_by(new)
    verbs = AuditEvent.objects.filter(subject_id=str(new.pk)).values_list("verb", flat=True)
    assert list(verbs) == ["card.replaced"]


def test_a_class_set_is_revoked_and_each_card_is_on_record(teacher: Client, world: World) -> None:
    twin = make.StudentFactory.create(district=world.district)
    make.EnrolmentFactory.create(class_group=world.class_group, student=twin)
    make_cards(teacher, world, world.classmate, twin)
    data = {"class": world.class_group.pk, "student": [world.classmate.pk, twin.pk], "sure": "on"}
    page = teacher.post(reverse("districts:revoke_cards"), data, follow=True).text
    assert "2 cards open nothing any more" in page
    events = AuditEvent.objects.filter(verb="card.revoked")
    assert events.count() == 2
    assert {event.actor_user_id for event in events} == {world.teacher.user.pk}


def test_a_pupils_password_survives_a_lost_card(teacher: Client, world: World) -> None:
    give_username(student=world.classmate, name="chris", password=CHOSEN, by=SCHOOL, at=world.now)
    given(world)
    teacher.post(reverse("districts:revoke_cards"), {"student": world.classmate.pk, "sure": "on"})
    world.classmate.refresh_from_db()
    assert world.classmate.user is not None
    assert world.classmate.user.check_password(CHOSEN)


@pytest.mark.parametrize("who", ["admin", "principal", "teacher"])
def test_who_gives_cards_can(client: Client, world: World, who: str) -> None:
    person: Person = getattr(world, who)
    client.force_login(person.user)
    data = {"student": world.classmate.pk}
    assert client.post(reverse("districts:issue_cards"), data).status_code == 302
    assert SignInCard.objects.valid().filter(student=world.classmate).exists()
