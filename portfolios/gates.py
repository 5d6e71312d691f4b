"""When a portfolio may be seen: every gate once, as a condition on ``Portfolio`` rows.

Everything reads these: the Share button and its menu, the public page and its media, the families'
view, lists. Nothing is propagated; a gate closes from the next query on. Each function returns a
condition for ``Portfolio.objects.filter``; ``URL_GATES`` names the five that a link needs.

Example: the district has URL sharing on for grades 10 and 11. A grade 9 student's link is blocked
(``grade``); the student moves to grade 10 in the next import, and the same link opens again.
"""

from collections.abc import Callable

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.lookups import Exact

from districts.models import (
    Feature,
    FeatureApproval,
    FeatureNarrowing,
    SchoolMembership,
    feature_on,
)
from families.models import SchoolAssociation
from portfolios.models.template import FamilyView, TemplateSchool
from spacesedu.lib.db import Among

Condition = Q | Exists


def licence() -> Condition:
    """L: Portfolios is on for the district and one of the schools the student is at."""
    return Q(Exists(_memberships_with(Feature.PORTFOLIOS)))


def district() -> Condition:
    """D: URL sharing is on for the district."""
    return feature_on(Feature.URL_SHARING, OuterRef("district"))


def grade() -> Condition:
    """G: there is no grade list, or one of the student's grades is in it.

    Without a list everybody passes, students without a grade included; with one, a student
    without a grade, or with one nobody knows, does not. At two schools either grade will do. The
    list is Support's, and the district's own where it has narrowed it: one grade must be in both.
    """
    sharing = {"district": OuterRef("district"), "feature": Feature.URL_SHARING, "ended_at": None}
    approved = FeatureApproval.objects.filter(**sharing)
    lists = FeatureNarrowing.objects.filter(**sharing, grades__isnull=False)
    in_grade = Q(grades__contains=[OuterRef("grade")])
    listed = (
        _memberships()
        .exclude(grade="")
        .filter(
            Exists(approved.filter(Q(grades=None) | in_grade)),
            ~Exists(lists.exclude(in_grade)),
        )
    )
    no_list = Q(Exists(approved.filter(grades=None))) & ~Q(Exists(lists))
    return no_list | Q(Exists(listed))


def template() -> Condition:
    """T: the template's Student URL Sharing is on."""
    return Q(template__student_url_sharing=True)


def student() -> Condition:
    """S: the student is active, neither gone from the SIS nor deactivated by an administrator."""
    return Q(student__left_at=None, student__deactivated_at=None)


URL_GATES: dict[str, Callable[[], Condition]] = {
    "licence": licence,
    "district": district,
    "grade": grade,
    "template": template,
    "student": student,
}


def all_url_gates() -> Q:
    """Return L ∧ D ∧ G ∧ T ∧ S: an unexpired link opens."""
    condition = Q()
    for gate in URL_GATES.values():
        condition &= Q(gate())
    return condition


def active() -> Q:
    """Return whether the template is published and its audience holds the student.

    The audience is one current membership that fits both lists: a student who is at Maple School
    in grade 3 and at Cedar School in grade 8 is not in an audience of Maple School, grade 8.
    """
    schools = TemplateSchool.objects.filter(template=OuterRef(OuterRef("template")))
    in_school = ~Exists(schools) | Exists(schools.filter(school=OuterRef("school")))
    grades = OuterRef("template__grades")
    count = Func(grades, function="CARDINALITY", output_field=IntegerField())
    in_grade = Q(Exact(count, 0)) | Q(Among(F("grade"), grades))
    return Q(template__published_at__isnull=False, template__archived_at=None) & Q(
        Exists(_memberships().filter(in_school).filter(in_grade))
    )


def family(user_id: int) -> Q:
    """Return whether the account ``user_id`` sees the portfolio as family.

    Family Accounts are on, and the associations for a school of the student; a school association
    with the student is active, the portfolio is active, L and S hold, and either D, G and T hold
    or the template is visible to families always. Whether a link exists does not matter; a class
    association never counts.
    """
    connected = SchoolAssociation.objects.active().filter(
        student=OuterRef("student"), contact__user=user_id
    )
    shown = Q(template__family_view=FamilyView.ALWAYS) | (
        Q(template()) & Q(district()) & Q(grade())
    )
    return (
        feature_on(Feature.FAMILY_ACCOUNTS, OuterRef("district"))
        & Q(Exists(_memberships_with(Feature.ASSOCIATIONS)))
        & Q(Exists(connected))
        & active()
        & Q(licence())
        & Q(student())
        & shown
    )


def _memberships() -> "QuerySet[SchoolMembership]":
    return SchoolMembership.objects.filter(student=OuterRef("student"), ended_at=None)


def _memberships_with(feature: Feature) -> "QuerySet[SchoolMembership]":
    """Return the student's schools at which ``feature`` is on."""
    return _memberships().filter(
        feature_on(feature, OuterRef("district"), school=OuterRef("school"))
    )
