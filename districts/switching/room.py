"""How much room Support leaves a district with one feature, and what the district makes of it."""

import uuid
from dataclasses import dataclass

from districts.actor import Actor
from districts.directory import districts_for, schools_for
from districts.models import District, Feature, FeatureApproval, FeatureNarrowing
from districts.switching.effective import Limit
from districts.switching.features import ceiling_of, narrowing_of


@dataclass(frozen=True, slots=True)
class Room:
    """A feature that is on; ``schools`` are the district's, by name."""

    district: District
    feature: Feature
    ceiling: Limit
    held: Limit
    schools: dict[uuid.UUID, str]


def room_for(actor: Actor, feature: Feature) -> Room | None:
    """Return the room the actor's district has with ``feature``; none where it is off."""
    district = districts_for(actor).first()
    if district is None:
        return None
    approval = _of(feature, district.open_approvals)  # type: ignore[attr-defined]
    if approval is None:
        return None
    narrowing = _of(feature, district.open_narrowings)  # type: ignore[attr-defined]
    return Room(
        district,
        feature,
        ceiling_of(approval),
        narrowing_of(narrowing),
        {school.pk: str(school) for school in schools_for(actor)},
    )


def _of[R: (FeatureApproval, FeatureNarrowing)](feature: Feature, rows: list[R]) -> R | None:
    return next((row for row in rows if row.feature == feature), None)
