"""The door to the pauses, among a district's settings."""

from django.urls import reverse
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.policy import Power, may
from spacesedu.lib.home import Tile


def ways(actor: Actor) -> list[Tile]:
    """Return it for whoever may pause."""
    if not may(actor, Power.PAUSE_SHARING):
        return []
    text = _("Close the links of the district, a school, a grade or a template for a while.")
    return [Tile(_("Paused sharing"), text, reverse("sharing_district:pauses"), "circle-pause")]
