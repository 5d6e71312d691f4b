"""The cast that tests are about: two districts with the same people, who never meet.

Gold Trail is the district a test is in; `world.other` is Harbour Coast, which must never show
through. Everything is on in both, every gate is open, and every name occurs in one district only.

Maple School is where the stories play: Tara Teacher's class 8A with Sunny Student and the classmate
Chris. Cedar School has a student whom nobody at Maple may see. Fay Family is Sunny's mother and has
accepted; Chris's father has an invitation that waits.
"""

from typing import Any

from districts.actor import Actor, Role
from districts.models import District, User
from spacesedu.lib import clock
from tests import factories as make
from tests.world import people, places
from tests.world.cast import Cast, Person, World, everybody
from tests.world.people import PASSWORD
from tests.world.rows import Rows
from tests.world.words import GOLD_TRAIL, HARBOUR_COAST, Words

__all__ = ["PASSWORD", "Cast", "Person", "World", "build", "everybody"]


def build() -> World:
    """Save the world and return it."""
    now = clock.now()
    accounts = people.accounts_of_everybody()
    rows = Rows()
    here = _cast(rows, GOLD_TRAIL, accounts[GOLD_TRAIL.slug])
    there = _cast(rows, HARBOUR_COAST, accounts[HARBOUR_COAST.slug])
    rows.save()
    sol = accounts["support"]["support"]
    support = Person(sol, Actor(key="support", role=Role.SUPPORT, user_id=sol.pk, label="Support"))
    reader = Person(sol, _reader(here["district"], sol))
    return World(**here, other=Cast(**there), support=support, reader=reader, now=now)


def _reader(district: District, user: User) -> Actor:
    """Let Support read Gold Trail for an hour; as what it acts is chosen in a session."""
    grant = make.SupportGrantFactory.create(district=district)
    return Actor(
        key=f"reader:{grant.pk}",
        role=Role.SUPPORT_READER,
        user_id=user.pk,
        label=f"Support, reading · {district.name}",
        district_id=district.pk,
        grant_id=grant.pk,
    )


def _cast(rows: Rows, words: Words, accounts: dict[str, User]) -> dict[str, Any]:
    place = places.place(rows, words)
    staff = people.staff(rows, place, accounts)
    students = people.students(rows, place, accounts, words)
    for record in (staff["teacher_record"], staff.pop("nobody_record")):
        rows(make.TeachingFactory.build(class_group=place["class_group"], staff=record))
    work = places.portfolios(rows, place, students, words)
    families = places.families(rows, students, accounts["family"], words)
    return place | staff | students | work | families
