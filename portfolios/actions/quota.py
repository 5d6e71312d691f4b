"""Setting how much room the files of a district have."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from django.db import transaction

from districts.actor import Actor, System
from districts.audit import record
from districts.models import District
from portfolios.models import MediaQuota

type Limit = Literal["student_bytes", "district_bytes"]


@transaction.atomic
def set_quota(
    *, district: District, limits: Mapping[Limit, int | None], by: Actor | System, at: datetime
) -> bool:
    """Set the limits that are named, in bytes; return whether anything is different now.

    0 is no limit at all, None the installation's. What is there already stays, however much it is.
    """
    locked = District.objects.select_for_update().get(pk=district.pk)
    quota, _made = MediaQuota.objects.get_or_create(district=locked)
    before = {name: getattr(quota, name) for name in limits}
    if before == limits:
        return False
    for name, value in limits.items():
        setattr(quota, name, value)
    quota.save()
    detail: dict[str, object] = dict(limits.items())
    record("quota.set", by=by, at=at, district_id=locked.pk, subject=locked, detail=detail)
    return True
