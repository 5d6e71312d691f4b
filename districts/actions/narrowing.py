"""What a district takes back of an approved feature, and gives free again up to the ceiling."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor, System
from districts.grades import in_order
from districts.models import BY_SCHOOL, District, Feature, FeatureNarrowing
from districts.switching.effective import EVERYBODY, OFF, Limit, widens, within
from districts.switching.features import ceiling_of, narrowing_of
from districts.switching.noted import noted


class NotSwitchedOnError(ValueError):
    """Support has not switched the feature on: there is nothing to take back."""


class OutsideCeilingError(ValueError):
    """The list holds what Support does not allow, or what the feature has no list of."""


class NobodyLeftError(ValueError):
    """The list leaves nobody; off is said by off."""


class WideningError(Exception):
    """More would be let in than now, and the person has not shown lately who they are."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the district wants: off, or only some grades or schools, or none of these."""

    off: bool = False
    grades: frozenset[str] | None = None
    school_ids: frozenset[uuid.UUID] | None = None

    @property
    def limit(self) -> Limit:
        """Return whom it leaves."""
        if self.off:
            return OFF
        return Limit(grades=self.grades, schools=self.school_ids)


@transaction.atomic
def narrow(
    *,
    district: District,
    feature: Feature,
    wanted: Narrowing,
    may_widen: bool,
    by: Actor | System,
    at: datetime,
) -> bool:
    """Let the feature reach what is ``wanted`` and no more; tell whether that is a change.

    Raises ``NotSwitchedOnError``, ``OutsideCeilingError``, ``NobodyLeftError``; and
    ``WideningError`` where it would let somebody in who is out now, unless it ``may_widen``.
    """
    # The lock on the district's row makes everybody take turns, Support included.
    district = District.objects.select_for_update().get(pk=district.pk)
    approval = district.approvals.filter(feature=feature, ended_at=None).first()
    if approval is None:
        raise NotSwitchedOnError(_("%(feature)s is off.") % {"feature": feature.label})
    ceiling = ceiling_of(approval)
    held = district.narrowings.filter(feature=feature, ended_at=None).first()
    before, after = narrowing_of(held), wanted.limit
    if before == after:
        return False
    _check(district, feature, ceiling, after)
    wider = widens(ceiling=ceiling, before=before, after=after)
    if wider and not may_widen:
        raise WideningError
    if held is not None:
        held.ended_at, held.ended_by_id = at, _user_id(by)
        held.save(update_fields=["ended_at", "ended_by"])
    row = held if after == EVERYBODY else _begun(district, feature, after, by, at)
    assert row is not None  # before and after differ, so one of them is a row
    audit.record(
        "feature.widened" if wider else "feature.narrowed",
        by=by,
        at=at,
        district_id=district.id,
        subject=row,
        detail={"feature": feature.value, "off": not after.on, **noted(after)},
    )
    return True


def _check(district: District, feature: Feature, ceiling: Limit, after: Limit) -> None:
    if after in (OFF, EVERYBODY):
        return
    if after.grades == frozenset() or after.schools == frozenset():
        raise NobodyLeftError(_("Tick at least one, or switch it off."))
    allowed = (after.grades is None or feature is Feature.URL_SHARING) and (
        after.schools is None or feature in BY_SCHOOL
    )
    ours = after.schools is None or (
        district.schools.filter(id__in=after.schools).count() == len(after.schools)
    )
    known = after.grades is None or len(in_order(after.grades)) == len(after.grades)
    if not (allowed and ours and known and within(after, ceiling)):
        raise OutsideCeilingError(_("Support has not allowed one of these."))


def _begun(
    district: District, feature: Feature, after: Limit, by: Actor | System, at: datetime
) -> FeatureNarrowing:
    return FeatureNarrowing.objects.create(
        district=district,
        feature=feature,
        off=not after.on,
        grades=None if after.grades is None else in_order(after.grades),
        school_ids=None if after.schools is None else sorted(after.schools),
        narrowed_at=at,
        narrowed_by_id=_user_id(by),
    )


def _user_id(by: Actor | System) -> int | None:
    return by.user_id if isinstance(by, Actor) else None
