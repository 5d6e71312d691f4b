"""The big door to portfolios on a home screen."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actor import Actor, Role
from districts.models import Feature
from districts.switching.reach import features_for
from portfolios.models import Portfolio
from portfolios.reasons import reasons
from spacesedu.lib.home import Part, Tile

_TEXT = {
    Role.STUDENT: gettext_lazy("Your work, in your portfolios."),
    Role.TEACHER: gettext_lazy("Your students' portfolios, name by name."),
    Role.FAMILY: gettext_lazy("What your children put into their portfolios."),
}
_OFFICE = gettext_lazy("What the students of your schools have collected.")


def part(actor: Actor) -> Part:
    """Return the door where there is something behind it, and whose work a family cannot see."""
    why_not = tuple(reasons(actor))
    if not _leads_somewhere(actor):
        return Part(reasons=why_not)
    text = str(_TEXT.get(actor.role, _OFFICE))
    door = Tile(_("Portfolios"), text, reverse("portfolios:list"), "library")
    return Part(tiles=(door,), reasons=why_not)


def _leads_somewhere(actor: Actor) -> bool:
    """Tell whether a portfolio is listed for a family, or a school of the others is licensed."""
    if actor.role is Role.FAMILY:
        return Portfolio.objects.visible_to(actor).exists()
    return Feature.PORTFOLIOS in features_for(actor)
