"""What families put on a home screen: an administrator's way to the Family tab."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.actor import Actor
from districts.policy import Power, may
from families.policy import has_family_tab
from families.tab.listing import counts
from spacesedu.lib import clock
from spacesedu.lib.home import Part, Stat, Tile


def part(actor: Actor) -> Part:
    """Return the door and the figure, where the associations are on; a parent finds none here."""
    if not may(actor, Power.SEE_FAMILIES) or not has_family_tab(actor):
        return Part()
    found = counts(actor, clock.now())
    active, invited = found["active"], found["invited"]
    text = ngettext(
        "%(count)d person is invited and has not answered yet.",
        "%(count)d people are invited and have not answered yet.",
        invited,
    ) % {"count": invited}
    url = reverse("families:family_tab")
    return Part(
        tiles=(Tile(_("Family"), text, url, "users"),),
        stats=(Stat(_("Family members"), active, url),),
    )
