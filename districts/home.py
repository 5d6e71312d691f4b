"""What people and their districts put on a home screen."""

from django.urls import reverse
from django.utils.translation import gettext as _

from districts import directory
from districts.actor import Actor, Role
from districts.policy import Power, may
from districts.support.health import imports_in_a_sentence, mail_in_a_sentence
from districts.waiting import waiting
from spacesedu.lib import clock
from spacesedu.lib.home import Part, Stat, Tile


def part(actor: Actor) -> Part:
    """Return what waits and figures for the role in use; the others find none here."""
    match actor.role:
        case Role.SUPPORT:
            return _support(actor)
        case Role.DISTRICT_ADMIN | Role.SUPPORT_READER | Role.SCHOOL_ADMIN | Role.COUNSELLOR:
            return Part(waiting=waiting(actor), stats=_office(actor))
        case _:
            return Part()


def figures(actor: Actor) -> tuple[Stat, ...]:
    """Return how many there are of whom, within what the actor administers."""
    students, staff = directory.student_count(actor), directory.staff_count
    schools = directory.schools_for(actor).count()
    people = reverse("districts:students") if may(actor, Power.SEE_STUDENTS) else ""
    places = reverse("districts:schools") if may(actor, Power.SEE_SETTINGS) else ""
    return (
        Stat(_("Students"), students, people),
        *(
            [Stat(_("Staff"), staff(actor), reverse("districts:staff"))]
            if may(actor, Power.SEE_STAFF)
            else []
        ),
        Stat(_("Schools"), schools, places),
    )


def _support(actor: Actor) -> Part:
    count = directory.districts_for(actor).count()
    text = _("What is switched on in each, by whose approval, and since when.")
    health = reverse("console:health")
    tiles = (
        Tile(_("Districts"), text, reverse("districts:list"), "map"),
        Tile(_("Imports"), imports_in_a_sentence(actor), health, "inbox"),
        Tile(_("Mail"), mail_in_a_sentence(actor, clock.now()), health, "mail"),
    )
    return Part(tiles=tiles, stats=(Stat(_("Districts"), count),))


def _office(actor: Actor) -> tuple[Stat, ...]:
    if not may(actor, Power.OPEN_CLASSES):
        return figures(actor)
    classes = directory.classes_for(actor).count()
    return (*figures(actor), Stat(_("Classes"), classes, reverse("districts:classes")))
