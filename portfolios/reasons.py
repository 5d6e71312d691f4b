"""Why a linked student has nothing to show: one plain sentence each, for their family."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef
from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.models import Feature, SchoolMembership, Student, feature_on
from families.models import SchoolAssociation
from families.policy import families_welcome
from portfolios.models import Portfolio


def reasons(actor: Actor) -> list[str]:
    """Return a sentence for every linked student of whom no portfolio is listed."""
    if actor.role is not Role.FAMILY:
        return []
    shown = Portfolio.objects.visible_to(actor).values("student")
    linked = SchoolAssociation.objects.visible_to(actor).active()
    here = SchoolMembership.objects.filter(student=OuterRef("pk"), ended_at=None)
    on = feature_on(Feature.PORTFOLIOS, OuterRef("district"), school=OuterRef("school"))
    students = (
        Student.objects.filter(pk__in=linked.values("student"))
        .exclude(pk__in=shown)
        .annotate(
            somewhere=Exists(here),
            licensed=Exists(here.filter(on)),
            welcome=ExpressionWrapper(families_welcome(), BooleanField()),
            active=Exists(Portfolio.objects.filter(student=OuterRef("pk")).active()),
        )
        .order_by("sort_name", "pk")
    )
    return [_sentence(student) % {"name": student.given_name} for student in students]


def _sentence(student: Any) -> str:  # noqa: ANN401 -- a student with the annotations above
    if student.left_at or student.deactivated_at or not student.somewhere:
        return _("%(name)s is not at this school any more, so there are no portfolios to see.")
    if not student.licensed:
        return _("%(name)s’s school does not use portfolios.")
    if not student.welcome:
        return _("%(name)s’s school has not opened portfolios to families.")
    if not student.active:
        return _("%(name)s has no portfolio at the moment.")
    return _("%(name)s’s portfolio is not open to families at the moment. The school decides that.")
