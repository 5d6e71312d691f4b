"""What a student's record says of portfolios: a door to each one, and to what closes them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.models import Student
from districts.policy import Power, may
from portfolios import queries
from spacesedu.lib.home import Tile


def ways(actor: Actor, student: Student) -> list[Tile]:
    """Return the student's portfolios and the question why somebody cannot see them."""
    return [*_portfolios(actor, student), *_question(actor, student)]


def _portfolios(actor: Actor, student: Student) -> list[Tile]:
    """Return those the reader may open, by title, archived ones last and marked."""
    if not may(actor, Power.READ_PORTFOLIOS):
        return []
    found = queries.with_activity(queries.openable(actor).filter(student=student))
    rows = list(found.order_by("template__name", "pk"))
    rows.sort(key=lambda row: not row.is_active)  # type: ignore[attr-defined] # annotated
    return [
        Tile(
            row.template.name,
            _("Portfolio") if row.is_active else _("Portfolio, archived"),  # type: ignore[attr-defined] # annotated
            reverse("portfolios:page", kwargs={"portfolio": row.pk}),
            "library",
        )
        for row in rows
    ]


def _question(actor: Actor, student: Student) -> list[Tile]:
    if not may(actor, Power.ASK_WHY):
        return []
    if not queries.explained_students(actor).filter(pk=student.pk).exists():
        return []
    url = reverse("portfolios:student_why", kwargs={"student": student.pk})
    text = _("What is open, and what is closed.")
    return [Tile(_("Why can’t they see it?"), text, url, "circle-question-mark")]
