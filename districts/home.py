"""What people and their districts put on a home screen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts import directory
from districts.actor import Actor, Role
from districts.letter import state_of
from districts.policy import Power, may
from districts.staffing.listing import waiting_count
from districts.support.health import imports_in_a_sentence, mail_in_a_sentence
from spacesedu.lib import clock
from spacesedu.lib.home import Part, Stat, Tile


def part(actor: Actor) -> Part:
    """Return doors and figures for the role in use; students and families find none here."""
    match actor.role:
        case Role.SUPPORT:
            return _support(actor)
        case Role.DISTRICT_ADMIN | Role.SUPPORT_READER | Role.SCHOOL_ADMIN | Role.COUNSELLOR:
            return _office(actor)
        case Role.TEACHER:
            return Part(tiles=(_classes(actor),))
        case _:
            return Part()


def figures(actor: Actor) -> tuple[Stat, ...]:
    """Return how many there are of whom, within what the actor administers."""
    staff = Stat(_("Staff"), directory.staff_count(actor))
    return (
        Stat(_("Students"), directory.student_count(actor)),
        *([staff] if may(actor, Power.SEE_STAFF) else []),
        Stat(_("Schools"), directory.schools_for(actor).count()),
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


def _office(actor: Actor) -> Part:
    tiles = []
    if may(actor, Power.OPEN_CLASSES):
        tiles.append(_classes(actor))
    if may(actor, Power.RUN_IMPORTS):
        tiles.append(_imports(actor))
    if may(actor, Power.SEE_STAFF):
        tiles.append(_staff(actor))
    if may(actor, Power.SEE_SETTINGS):
        text = _("Schools, what is switched on, and whom to ask about the rest.")
        tiles.append(Tile(_("Settings"), text, reverse("districts:settings"), "settings"))
    return Part(tiles=tuple(tiles), stats=figures(actor))


def _classes(actor: Actor) -> Tile:
    count = directory.classes_for(actor).count()
    text = ngettext("%(count)d class", "%(count)d classes", count) % {"count": count}
    return Tile(_("Classes"), text, reverse("districts:classes"), "school")


def _imports(actor: Actor) -> Tile:
    latest = directory.runs_for(actor).first()
    text = _("Nothing has come in yet.") if latest is None else str(state_of(latest).sentence)
    return Tile(_("Imports"), text, reverse("districts:imports"), "inbox")


def _staff(actor: Actor) -> Tile:
    waiting = waiting_count(actor) if may(actor, Power.APPROVE_STAFF) else 0
    text = _("Who works here, in which role, and whose account is not set up yet.")
    if waiting:
        text = ngettext(
            "%(count)d administrator waits for your approval.",
            "%(count)d administrators wait for your approval.",
            waiting,
        ) % {"count": waiting}
    return Tile(_("Staff"), text, reverse("districts:staff"), "id-card")
