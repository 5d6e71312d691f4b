"""Why a linked student has nothing to show: one plain sentence each, for their family."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.models import Feature, Student, active_features
from families.models import SchoolAssociation
from portfolios.models import Portfolio


def reasons(actor: Actor) -> list[str]:
    """Return a sentence for every linked student of whom no portfolio is listed."""
    if actor.role is not Role.FAMILY:
        return []
    shown = Portfolio.objects.visible_to(actor).values("student")
    linked = SchoolAssociation.objects.visible_to(actor).active()
    students = (
        Student.objects.filter(pk__in=linked.values("student"))
        .exclude(pk__in=shown)
        .order_by("sort_name", "pk")
    )
    return [_reason(student) for student in students]


def _reason(student: Student) -> str:
    features = active_features(student.district_id)
    portfolios = Portfolio.objects.filter(student=student).with_gates()
    return _sentence(student, features, portfolios) % {"name": student.given_name}


def _sentence(student: Student, features: set[str], portfolios: Iterable[Portfolio]) -> str:
    active = [one for one in portfolios if one.is_active]  # type: ignore[attr-defined]
    if student.left_at or student.deactivated_at:
        return _("%(name)s is not at this school any more, so there are no portfolios to see.")
    if Feature.PORTFOLIOS not in features:
        return _("%(name)s’s school does not use portfolios.")
    if not {Feature.FAMILY_ACCOUNTS, Feature.ASSOCIATIONS} <= features:
        return _("%(name)s’s school has not opened portfolios to families.")
    if not active:
        return _("%(name)s has no portfolio at the moment.")
    return _("%(name)s’s portfolio is not open to families at the moment. The school decides that.")
