"""Giving a school a name; its code is the SIS's."""

from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actor import Actor, System
from districts.models import School


@transaction.atomic
def name_school(*, school: School, name: str, by: Actor | System, at: datetime) -> School:
    """Call a school ``name``, or by its code again where that is empty.

    Raises ``ValidationError`` for a name that is too long.
    """
    school = School.objects.select_for_update().get(pk=school.pk)
    name = " ".join(name.split())
    if name == school.name:
        return school
    before, school.name = school.name, name
    school.clean_fields(exclude=["id", "district", "code"])
    school.save(update_fields=["name"])
    audit.record(
        "school.named",
        by=by,
        at=at,
        district_id=school.district_id,
        subject=school,
        detail={"before": before, "after": name},
    )
    return school
