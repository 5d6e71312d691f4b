"""The big door to portfolios on a home screen."""

from django.urls import reverse
from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from portfolios.models import Portfolio
from spacesedu.lib.home import Part, Tile

_TEXT = {
    Role.STUDENT: lambda: _("Your work, in your portfolios."),
    Role.TEACHER: lambda: _("Your students' portfolios, name by name."),
    Role.FAMILY: lambda: _("What your children put into their portfolios."),
}


def part(actor: Actor) -> Part:
    """Return the door where there is something behind it."""
    visible = Portfolio.objects.visible_to(actor)
    if actor.role is Role.SUPPORT or (actor.role is Role.FAMILY and not visible.exists()):
        return Part()
    text = _TEXT.get(actor.role, lambda: _("What the students of your schools have collected."))
    return Part(tiles=(Tile(_("Portfolios"), text(), reverse("portfolios:list"), "library"),))
