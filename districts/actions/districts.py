"""Founding a district: everything off, nobody in it."""

from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
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
    try:
        district.clean_fields(exclude=["created_at"])
        district.validate_constraints()
    except ValidationError as told:
        raise ValidationError(_plain(told.message_dict)) from None
    district.save(force_insert=True)
    audit.record("district.created", by=by, at=at, district_id=district.id, subject=district)
    return district


def _plain(said: dict[str, list[str]]) -> dict[str, list[str]]:
    """Say what a slug is made of where Django speaks of slugs, or of the constraint that has it."""
    of_slug = {"slug", NON_FIELD_ERRORS}
    plain = {field: words for field, words in said.items() if field not in of_slug}
    if said.keys() & of_slug:
        plain["slug"] = [_("Small letters a–z, digits and single hyphens, at most 40 together.")]
    return plain
