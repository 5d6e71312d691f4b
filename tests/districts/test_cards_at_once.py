"""Two people press at the same instant, on connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from districts.actions.accounts import UsernameError, give_username
from districts.actions.cards import issue_cards, replace_cards
from districts.actor import System
from districts.models import SignInCard, Student, User
from spacesedu.lib import clock
from tests import factories as make
from tests.world import Person, World

ROUNDS = 12
PUPILS = 6
CHOSEN = "otter-maple-kettle"


def at_once(*works: Callable[[], object]) -> None:
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except UsernameError:
            pass  # the other one was faster
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(one, works))


def pupils(world: World) -> list[Student]:
    """Return a class of pupils who are all called alike, without accounts."""
    return make.StudentFactory.create_batch(
        PUPILS, district=world.district, first_name="Liam", last_name="Li"
    )


def issuing(students: list[Student], who: Person) -> Callable[[], object]:
    ids = [student.pk for student in students]
    return lambda: issue_cards(student_ids=ids, by=who.actor, at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_two_teachers_printing_one_class_make_one_card_each_student(world: World) -> None:
    for _ in range(ROUNDS):
        students = pupils(world)
        # In opposite orders, as two lists sorted differently would be.
        at_once(issuing(students, world.teacher), issuing(students[::-1], world.colleague))
        cards = SignInCard.objects.valid().filter(student__in=students)
        assert cards.count() == PUPILS
        accounts = Student.objects.filter(pk__in=[one.pk for one in students])
        assert len(set(accounts.values_list("user", flat=True))) == PUPILS
        assert not User.objects.filter(email=None, students=None).exists()


@pytest.mark.django_db(transaction=True)
def test_two_classes_of_pupils_called_alike_get_different_usernames(world: World) -> None:
    for _ in range(ROUNDS):
        one, other = pupils(world), pupils(world)
        at_once(issuing(one, world.teacher), issuing(other, world.colleague))
    assert User.objects.filter(username__startswith="gold-trail:liam.l").count() == (
        2 * PUPILS * ROUNDS
    )


@pytest.mark.django_db(transaction=True)
def test_replacing_and_printing_at_once_leave_one_card(world: World) -> None:
    students = pupils(world)
    issuing(students, world.teacher)()
    ids = [student.pk for student in students]
    replacing = partial(replace_cards, student_ids=ids, by=world.admin.actor, at=clock.now())
    for _ in range(ROUNDS):
        at_once(replacing, issuing(students, world.teacher), replacing)
        assert SignInCard.objects.valid().filter(student__in=students).count() == PUPILS


@pytest.mark.django_db(transaction=True)
def test_a_username_typed_while_a_class_is_printed_belongs_to_one(world: World) -> None:
    for _ in range(ROUNDS):
        students = pupils(world)
        at_once(naming(students[0], "liam.l", []), issuing(students[1:], world.teacher))
        assert User.objects.filter(username="gold-trail:liam.l").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_password_typed_while_the_card_is_printed_is_the_one_that_works(world: World) -> None:
    for number in range(ROUNDS):
        student = pupils(world)[0]
        answers: list[User] = []
        typed = naming(student, f"otter{number}", answers)
        at_once(typed, typed, issuing([student], world.teacher), typed)
        student.refresh_from_db()
        assert student.user is not None
        assert student.user.check_password(CHOSEN)
        assert answers == [student.user] * 3


def naming(student: Student, name: str, answers: list[User]) -> Callable[[], object]:
    office = System("office")

    def typed() -> None:
        answers.append(
            give_username(student=student, name=name, password=CHOSEN, by=office, at=clock.now())
        )

    return typed
