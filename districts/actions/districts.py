"""Founding a district: everything off, nobody in it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor, System
from districts.models import District


class SlugTakenError(ValueError):
    """Another district has this slug."""


@transaction.atomic
def create_district(
    *, slug: str, name: str, time_zone: str = "UTC", by: Actor | System, at: datetime
) -> District:
    """Create a district with every feature off.

    Raises ``SlugTakenError``, or ``ValidationError`` with a sentence for each field that is wrong.
    """
    district = District(slug=slug, name=name.strip(), time_zone=time_zone, created_at=at)
    if District.objects.filter(slug=slug).exists():
        raise SlugTakenError(_("There is a district “%(slug)s” already.") % {"slug": slug})
    district.clean_fields(exclude=["created_at"])
    try:
        district.validate_constraints()
    except ValidationError:
        raise ValidationError(
            {"slug": _("A slug is made of a–z, 0–9 and single hyphens, like “gold-trail”.")}
        ) from None
    district.save(force_insert=True)
    audit.record("district.created", by=by, at=at, district_id=district.id, subject=district)
    return district
