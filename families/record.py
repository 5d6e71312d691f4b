"""What a student's record says of families: the way to them on the Family tab."""

from django.urls import reverse
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.models import Student
from districts.policy import Power, may
from families.policy import has_family_tab
from spacesedu.lib.home import Tile


def ways(actor: Actor, student: Student) -> list[Tile]:
    """Return the Family tab, narrowed to the student's name, for who has it."""
    if not may(actor, Power.SEE_FAMILIES) or not has_family_tab(actor):
        return []
    name = f"{student.given_name} {student.family_name}".strip()
    url = reverse("families:family_tab", query={"q": name})
    return [Tile(_("Family"), _("Who is connected, and who is invited."), url, "users")]
