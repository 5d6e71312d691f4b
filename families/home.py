"""People on a home screen: a teacher's classes, an administrator's family figures."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.actor import Actor, Role
from districts.class_rows import rows_of
from districts.counts import students
from districts.directory import classes_for
from districts.policy import Power, may
from families.policy import has_family_tab
from families.tab.counting import held
from families.tab.status import INVITED, LOOKS, Status
from spacesedu.lib import clock
from spacesedu.lib.home import Part, Section, Stat, Tile, Waiting

MOST_CLASSES = 12


def part(actor: Actor) -> Part:
    """Return a teacher's classes, or how an administrator's families stand where the tab is on."""
    if actor.role is Role.TEACHER:
        return Part(sections=(_classes(actor),))
    if may(actor, Power.SEE_FAMILIES) and has_family_tab(actor):
        return _family(actor)
    return Part()


def _classes(actor: Actor) -> Section:
    """Lay out the classes; whoever has more of them goes on to the list."""
    tiles = tuple(
        Tile(row.name, students(row.students), _people(row.id), "school")
        for row in rows_of(list(classes_for(actor)[:MOST_CLASSES]))
    )
    nothing = _("They come with the next import from your school's system.")
    return Section("classes", _("Classes"), reverse("districts:classes"), nothing, tiles=tiles)


def _people(class_id: uuid.UUID) -> str:
    return reverse("families:people", kwargs={"class_group": class_id})


def _family(actor: Actor) -> Part:
    found = held(actor, clock.now())
    invited = sum(found.get(status, 0) for status in INVITED)
    return Part(
        waiting=_waiting(found) if may(actor, Power.MANAGE_FAMILIES) else None,
        stats=(
            Stat(_("Family members connected"), found.get(Status.ACTIVE, 0), _tab("active")),
            Stat(_("Family members invited"), invited, _tab("invited")),
        ),
    )


def _waiting(found: dict[str, int]) -> tuple[Waiting, ...]:
    """Return the invitations that reach nobody any more: each needs an address, or a resend."""
    bounced, expired = found.get(Status.BOUNCED, 0), found.get(Status.EXPIRED, 0)
    sentences = {
        Status.BOUNCED: ngettext(
            "%(count)d invitation has bounced.", "%(count)d invitations have bounced.", bounced
        ),
        Status.EXPIRED: ngettext(
            "%(count)d invitation has expired.", "%(count)d invitations have expired.", expired
        ),
    }
    return tuple(
        Waiting(
            _("Family"),
            sentence % {"count": found[status]},
            _tab(status),
            LOOKS[status].kind,
            LOOKS[status].icon,
        )
        for status, sentence in sentences.items()
        if found[status]
    )


def _tab(status: str) -> str:
    return reverse("families:family_tab", query={"status": status})
