"""Which rows of families are about a student, for whoever searches a plan by name."""

import uuid
from collections.abc import Collection

from families.models import SchoolAssociation, SisFamilyLink


def ties_of(district: uuid.UUID, students: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Return what connects adults with these students, also what has ended."""
    whose = {"district_id": district, "student__in": students}
    return [
        *SisFamilyLink.objects.filter(**whose).values_list("pk", flat=True),
        *SchoolAssociation.objects.filter(**whose).values_list("pk", flat=True),
    ]
