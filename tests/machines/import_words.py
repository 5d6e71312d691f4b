"""What stands in a district, in words: who is where, who teaches, and which adults follow whom."""

from collections.abc import Iterable

from districts.models import (
    ClassGroup,
    District,
    Enrolment,
    SchoolMembership,
    StaffMember,
    StaffRole,
    Student,
)
from families.models import FamilyContact, FamilyInvitation, SchoolAssociation, SisFamilyLink

type Words = dict[str, list[tuple[str, ...]]]


def in_words(district: District) -> Words:
    """Return what stands, without ids and times: two districts, or two hours, can be compared."""
    contacts = FamilyContact.objects.filter(district=district)
    links = SisFamilyLink.objects.filter(contact__in=contacts, absent_since=None)
    invitations = FamilyInvitation.objects.pending().filter(contact__in=contacts)
    associations = SchoolAssociation.objects.filter(contact__in=contacts, ended_at=None)
    standing = {"district": district, "ended_at": None}
    return {
        "students": _words(
            Student.objects.filter(district=district, left_at=None).values_list(
                "student_number", "first_name", "last_name"
            )
        ),
        "memberships": _words(
            SchoolMembership.objects.filter(**standing).values_list(
                "student__student_number", "school__code", "grade"
            )
        ),
        "staff": _words(
            StaffMember.objects.filter(district=district, left_at=None).values_list("email")
        ),
        "roles": _words(
            StaffRole.objects.filter(**standing).values_list("staff__email", "role", "school__code")
        ),
        "classes": _words(
            ClassGroup.objects.filter(**standing).values_list("name", "school__code", "end_date")
        ),
        "enrolments": _words(
            Enrolment.objects.filter(**standing).values_list(
                "class_group__name", "student__student_number", "staff__email"
            )
        ),
        "links": _words(links.values_list("contact__email", "student__student_number")),
        "associations": _words(
            associations.values_list("contact__email", "student__student_number")
        ),
        "invitations": _words(invitations.values_list("contact__email")),
    }


def _words(rows: Iterable[tuple[object, ...]]) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, row)) for row in rows)
