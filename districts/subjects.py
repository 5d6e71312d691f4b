"""How this app's things are called in the activity of a district: by the names they have now."""

from collections.abc import Collection, Mapping

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.activity.words import Kind, Words
from districts.actor import Actor
from districts.models import (
    ClassGroup,
    District,
    Enrolment,
    FeatureApproval,
    FeatureNarrowing,
    School,
    SchoolMembership,
    SignInCard,
    SisConnection,
    StaffInvitation,
    StaffMember,
    StaffRole,
    Student,
    User,
    VerifiedDomain,
)

type Found = Mapping[str, Words]


def by_text[M: Model](rows: "QuerySet[M]") -> dict[str, str]:
    """Return each row's id with the words it stands for."""
    return {str(row.pk): str(row) for row in rows}


def nameless(actor: Actor, ids: Collection[str]) -> Found:  # noqa: ARG001 -- the kind is enough
    """Return nothing: the words for the kind say it all."""
    return {}


def _district(actor: Actor, ids: Collection[str]) -> Found:
    return by_text(District.objects.visible_to(actor).filter(pk__in=ids))


def _school(actor: Actor, ids: Collection[str]) -> Found:
    return by_text(School.objects.visible_to(actor).filter(pk__in=ids))


def _student(actor: Actor, ids: Collection[str]) -> Found:
    return by_text(Student.objects.visible_to(actor).filter(pk__in=ids))


def _staff_member(actor: Actor, ids: Collection[str]) -> Found:
    return by_text(StaffMember.objects.visible_to(actor).filter(pk__in=ids))


def _account(actor: Actor, ids: Collection[str]) -> Found:
    """Return the accounts of people of the district alone."""
    mine = {"user": OuterRef("pk"), "district_id": actor.here}
    known = Q(Exists(StaffMember.objects.filter(**mine)))
    known |= Q(Exists(Student.objects.filter(**mine)))
    return by_text(User.objects.filter(known, pk__in=ids))


def _role(actor: Actor, ids: Collection[str]) -> Found:
    rows = StaffRole.objects.filter(district_id=actor.here, pk__in=ids)
    return {
        str(row.pk): _("%(person)s (%(role)s)") % {"person": row.staff, "role": row}
        for row in rows.select_related("staff")
    }


def _card(actor: Actor, ids: Collection[str]) -> Found:
    rows = SignInCard.objects.filter(district_id=actor.here, pk__in=ids)
    return {str(row.pk): str(row.student) for row in rows.select_related("student")}


def _set_up_link(actor: Actor, ids: Collection[str]) -> Found:
    rows = StaffInvitation.objects.filter(district_id=actor.here, pk__in=ids)
    return {str(row.pk): str(row.staff) for row in rows.select_related("staff")}


def _approval(actor: Actor, ids: Collection[str]) -> Found:
    return by_text(FeatureApproval.objects.filter(district_id=actor.here, pk__in=ids))


def _narrowing(actor: Actor, ids: Collection[str]) -> Found:
    return by_text(FeatureNarrowing.objects.filter(district_id=actor.here, pk__in=ids))


def _class(actor: Actor, ids: Collection[str]) -> Found:
    return by_text(ClassGroup.objects.visible_to(actor).filter(pk__in=ids))


def _enrolment(actor: Actor, ids: Collection[str]) -> Found:
    classes = ClassGroup.objects.visible_to(actor)
    rows = Enrolment.objects.filter(class_group__in=classes, pk__in=ids)
    return {
        str(row.pk): f"{row.student or row.staff} · {row.class_group}"
        for row in rows.select_related("student", "staff", "class_group")
    }


def _membership(actor: Actor, ids: Collection[str]) -> Found:
    schools = School.objects.visible_to(actor)
    rows = SchoolMembership.objects.filter(school__in=schools, pk__in=ids)
    return {
        str(row.pk): f"{row.student} · {row.school}"
        for row in rows.select_related("student", "school")
    }


def _connection(actor: Actor, ids: Collection[str]) -> Found:
    return by_text(SisConnection.objects.filter(district_id=actor.here, pk__in=ids))


def _domain(actor: Actor, ids: Collection[str]) -> Found:
    rows = VerifiedDomain.objects.filter(district_id=actor.here, pk__in=ids)
    return {str(row.pk): row.domain for row in rows}


SUBJECTS = {
    "districts.district": Kind(gettext_lazy("the district"), _district),
    "districts.school": Kind(gettext_lazy("a school"), _school),
    "districts.student": Kind(gettext_lazy("a student"), _student),
    "districts.staffmember": Kind(gettext_lazy("somebody on the staff"), _staff_member),
    "districts.user": Kind(gettext_lazy("somebody with an account"), _account),
    "districts.staffrole": Kind(gettext_lazy("somebody on the staff"), _role),
    "districts.signincard": Kind(gettext_lazy("a student"), _card),
    "districts.staffinvitation": Kind(gettext_lazy("somebody on the staff"), _set_up_link),
    "districts.featureapproval": Kind(gettext_lazy("a feature"), _approval),
    "districts.featurenarrowing": Kind(gettext_lazy("a feature"), _narrowing),
    "districts.supportgrant": Kind(gettext_lazy("leave for Support to read"), nameless),
    "districts.verifieddomain": Kind(gettext_lazy("an e-mail domain"), _domain),
    "districts.classgroup": Kind(gettext_lazy("a class"), _class),
    "districts.enrolment": Kind(gettext_lazy("somebody in a class"), _enrolment),
    "districts.schoolmembership": Kind(gettext_lazy("a student"), _membership),
    "districts.sisconnection": Kind(gettext_lazy("a connection"), _connection),
    "districts.quietdays": Kind(gettext_lazy("quiet days"), nameless),
    "districts.importrun": Kind(gettext_lazy("an import"), nameless),
    "districts.outboundemail": Kind(gettext_lazy("a message"), nameless),
}
