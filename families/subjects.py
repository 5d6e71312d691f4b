"""How this app's things are called in the activity of a district: adults, and their ties."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.activity.words import Kind
from districts.actor import Actor
from families.models import (
    Bar,
    ClassAssociation,
    FamilyContact,
    FamilyInvitation,
    SchoolAssociation,
    SisFamilyLink,
)

type Found = Mapping[str, str]


def name_of(contact: FamilyContact) -> str:
    """Return the name the district knows an adult by, else the address."""
    return f"{contact.first_name} {contact.last_name}".strip() or contact.email


def _contact(actor: Actor, ids: Collection[str]) -> Found:
    rows = FamilyContact.objects.filter(district_id=actor.here, pk__in=ids)
    return {str(row.pk): name_of(row) for row in rows}


def _invitation(actor: Actor, ids: Collection[str]) -> Found:
    rows = FamilyInvitation.objects.filter(district_id=actor.here, pk__in=ids)
    return {str(row.pk): name_of(row.contact) for row in rows.select_related("contact")}


def _school_tie(actor: Actor, ids: Collection[str]) -> Found:
    return _pairs(SchoolAssociation.objects.filter(district_id=actor.here, pk__in=ids))


def _class_tie(actor: Actor, ids: Collection[str]) -> Found:
    return _pairs(ClassAssociation.objects.filter(district_id=actor.here, pk__in=ids))


def _sis_link(actor: Actor, ids: Collection[str]) -> Found:
    return _pairs(SisFamilyLink.objects.filter(district_id=actor.here, pk__in=ids))


def _bar(actor: Actor, ids: Collection[str]) -> Found:
    return _pairs(Bar.objects.filter(district_id=actor.here, pk__in=ids))


def _pairs(
    rows: (
        "QuerySet[SchoolAssociation] | QuerySet[ClassAssociation] | QuerySet[SisFamilyLink] "
        "| QuerySet[Bar]"
    ),
) -> Found:
    """Return adult and student, as in "Nora Ek, for Sunny Ek"."""
    return {
        str(row.pk): _("%(adult)s, for %(student)s")
        % {"adult": name_of(row.contact), "student": row.student}
        for row in rows.select_related("contact", "student")
    }


_FAMILY = gettext_lazy("somebody of a student's family")

SUBJECTS = {
    "families.familycontact": Kind(_FAMILY, _contact),
    "families.familyinvitation": Kind(_FAMILY, _invitation),
    "families.schoolassociation": Kind(_FAMILY, _school_tie),
    "families.classassociation": Kind(_FAMILY, _class_tie),
    "families.sisfamilylink": Kind(_FAMILY, _sis_link),
    "families.bar": Kind(_FAMILY, _bar),
}
