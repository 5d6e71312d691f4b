"""When a portfolio may be seen: every gate once, as a condition on ``Portfolio`` rows.

Everything reads these: the Share button and its menu, the public page and its media, the families'
view, lists. Nothing is propagated; a gate closes from the next query on. Each function returns a
condition for ``Portfolio.objects.filter``; ``URL_GATES`` names the six that a link needs.

A student who leaves goes out of every school at once. Links may outlive that by the district's
grace days, so the gates of a link count the schools that ended with the departure as well; everyone
who signs in, families and teachers, sees what the schools of today allow. Time comes in as a value,
the moment of the request, so that a query that was put together once never answers for yesterday.

Example: the district has URL sharing on for grades 10 and 11. A grade 9 student's link is blocked
(``grade``); the student moves to grade 10 in the next import, and the same link opens again.
"""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.lookups import Exact

from districts.models import (
    Feature,
    FeatureApproval,
    FeatureNarrowing,
    SchoolMembership,
    feature_on,
)
from families.models import SchoolAssociation
from portfolios.models.pause import SharingPause
from portfolios.models.template import FamilyView, TemplateSchool
from spacesedu.lib.db import Among

Condition = Q | Exists


def licence(*, leavers: bool = False) -> Condition:
    """L: Portfolios is on for the district and one of the schools the student is at."""
    return Q(Exists(_memberships_with(Feature.PORTFOLIOS, leavers=leavers)))


def district() -> Condition:
    """D: URL sharing is on for the district."""
    return feature_on(Feature.URL_SHARING, OuterRef("district"))


def grade(*, leavers: bool = False) -> Condition:
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
        _memberships(leavers=leavers)
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


def student_or_leaver(at: datetime) -> Condition:
    """S of a link: the student is active, or left so few days ago that the district is patient.

    A day is 24 hours from the import that missed the student; with no grace days, the default, the
    link closes with it. What an administrator deactivates closes at once.
    """
    grace = F("district__leaver_grace_days") * Value(timedelta(days=1), DurationField())
    since = ExpressionWrapper(Value(at, DateTimeField()) - grace, DateTimeField())
    here = Q(student__left_at=None) | Q(student__left_at__gt=since)
    return Q(student__deactivated_at=None) & here


def pause(*, but: uuid.UUID | None = None) -> Condition:
    """P: no pause of an administrator covers it, leaving one out where its end is thought of.

    A pause covers whoever is at its school or in its grade today, at whichever of two schools; the
    portfolios of its template; or the whole district.
    """
    memberships = SchoolMembership.objects.filter(
        _current(OuterRef(OuterRef("student__left_at"))), student=OuterRef(OuterRef("student"))
    )
    covering = (
        Q(school=None, grade="", template=None)
        | Q(template=OuterRef("template"))
        | Q(Exists(memberships.filter(school=OuterRef("school"))))
        | (~Q(grade="") & Q(Exists(memberships.filter(grade=OuterRef("grade")))))
    )
    pauses = SharingPause.objects.open().filter(covering, district=OuterRef("district"))
    return ~Q(Exists(pauses if but is None else pauses.exclude(pk=but)))


def covered(pause: SharingPause) -> Condition:
    """Return the portfolios that one pause covers, be it saved or only thought of."""
    if pause.school_id is not None:
        return Exists(_memberships(leavers=True).filter(school=pause.school_id))
    if pause.grade:
        return Exists(_memberships(leavers=True).filter(grade=pause.grade))
    if pause.template_id is not None:
        return Q(template=pause.template_id)
    return Q(district=pause.district_id)


URL_GATES: dict[str, Callable[[datetime], Condition]] = {
    "licence": lambda _at: licence(leavers=True),
    "district": lambda _at: district(),
    "grade": lambda _at: grade(leavers=True),
    "template": lambda _at: template(),
    "student": student_or_leaver,
    "pause": lambda _at: pause(),
}


def all_url_gates(at: datetime, *, but: uuid.UUID | None = None) -> Q:
    """Return L ∧ D ∧ G ∧ T ∧ S ∧ P: a link opens at ``at``; ``but`` leaves out one pause."""
    condition = Q()
    for name, gate in URL_GATES.items():
        condition &= Q(pause(but=but) if name == "pause" else gate(at))
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
    or the template is visible to families always. Whether a link exists does not matter, nor does a
    pause; a class association never counts.
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


def _memberships(*, leavers: bool = False) -> "QuerySet[SchoolMembership]":
    """Return the student's schools of today; with ``leavers``, those they left from as well."""
    current = _current(OuterRef("student__left_at")) if leavers else Q(ended_at=None)
    return SchoolMembership.objects.filter(current, student=OuterRef("student"))


def _current(left_at: OuterRef) -> Q:
    # What ended before the departure was left for another school, and counts no more.
    return Q(ended_at=None) | Q(ended_at__gte=left_at)


def _memberships_with(feature: Feature, *, leavers: bool = False) -> "QuerySet[SchoolMembership]":
    """Return the student's schools at which ``feature`` is on."""
    return _memberships(leavers=leavers).filter(
        feature_on(feature, OuterRef("district"), school=OuterRef("school"))
    )
