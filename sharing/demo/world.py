"""The demo from nothing: two districts with the same cast, who never meet."""

from django.db import transaction

from districts import audit
from districts.actor import Actor
from districts.models import AuditEvent, District
from districts.staffing.grantable import (
    COUNSELLOR,
    DISTRICT_ADMIN_FULL,
    DISTRICT_ADMIN_LIMITED,
    SCHOOL_ADMIN_FULL,
)
from portfolios.models import Portfolio
from sharing.demo import assignments, households, links, office, people, work
from sharing.demo.atelier import atelier
from sharing.demo.founding import SEED, Founded, found
from sharing.demo.gold_trail import CEDAR, GOLD_TRAIL, MAPLE, TOMS_CLASSES
from sharing.demo.outport import LIGHTHOUSE, OUTPORT
from sharing.demo.uploads import Painted
from sharing.demo.work import Desk
from spacesedu.lib import clock

DONE = "demo.seeded"
UNFINISHED = (
    "What the tide took",
    "We marked the high water with flags on Monday. On Thursday",
)


class DistrictInTheWayError(Exception):
    """A district has the demo's slug and is not the demo's."""


def seed() -> bool:
    """Make the demo world, whole or not at all; False when it is there already."""
    if AuditEvent.objects.filter(verb=DONE).exists():
        return False
    taken = District.objects.filter(slug__in=[GOLD_TRAIL.slug, OUTPORT.slug]).first()
    if taken is not None:
        raise DistrictInTheWayError(taken.slug)
    now = clock.now()
    everybody = [pupil.who for pupil in (*GOLD_TRAIL.pupils, *OUTPORT.pupils)]
    with transaction.atomic(), atelier(work.pictures_of(everybody)) as painted:
        demo = found(GOLD_TRAIL, now=now)
        people.support(demo)
        _gold_trail(demo, painted)
        _outport(found(OUTPORT, now=now), painted)
        people.let_in()
        audit.record(DONE, by=SEED, at=now, district_id=None, subject=demo.district)
    return True


def _gold_trail(demo: Founded, painted: Painted) -> None:
    admin = people.appointed(demo, "admin", "Alma Reyes", DISTRICT_ADMIN_FULL)
    people.appointed(demo, "limited", "Leon Fischer", DISTRICT_ADMIN_LIMITED)
    people.appointed(demo, "head", "Farah Siddiqui", SCHOOL_ADMIN_FULL, at_school=CEDAR)
    people.appointed(demo, "counsellor", "Cora Jensen", COUNSELLOR, at_school=CEDAR)
    people.appointed(demo, "both", "Mary Walsh", COUNSELLOR, at_school=MAPLE)
    teacher = people.staff(demo, "teacher")
    people.staff(demo, "principal")
    journey, project = assignments.assign(demo, admin), assignments.assign_for_a_while(demo, admin)
    shelf: dict[str, tuple[Actor, Portfolio]] = {}
    for pupil in GOLD_TRAIL.pupils:
        if work.has_posts(pupil.who):
            young = pupil.who == "maya"
            student = (people.young_student if young else people.student)(demo, pupil.who)
            taught = pupil.class_name in TOMS_CLASSES
            desk = Desk(demo, painted, student, teacher if taught else None)
            shelf[pupil.who] = (student, work.fill(desk, journey, pupil.who))
            if work.has_posts(f"{pupil.who}-project"):
                work.fill(desk, project, f"{pupil.who}-project")
    assignments.put_away(demo, project, admin)
    links.share(demo, shelf)
    households.persona(demo, "family", "Ana Kowalski")
    households.in_every_state(demo, admin)
    office.colleague(demo, admin, MAPLE)
    office.cards(demo, "Division 2")


def _outport(other: Founded, painted: Painted) -> None:
    admin = people.appointed(other, "other-admin", "Rosalind Furey", DISTRICT_ADMIN_FULL)
    teacher = people.staff(other, "other-teacher")
    journey = assignments.assign(other, admin)
    people.appointed(other, "other-counsellor", "Brendan Furlong", COUNSELLOR, at_school=LIGHTHOUSE)
    student = people.student(other, "other-student")
    desk = Desk(other, painted, student, teacher)
    portfolio = work.fill(desk, journey, "other-student")
    work.begin_to_write(desk, portfolio, *UNFINISHED)
    links.share(other, {"other-student": (student, portfolio)})
    households.persona(other, "other-family", "Mary Power")
    households.persona_with_account(other, "both")
