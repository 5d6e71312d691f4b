"""Which features are on where somebody is: two of them may be limited to some schools."""

import uuid
from collections import defaultdict

from districts.actor import Actor, Role
from districts.models import (
    ClassGroup,
    FeatureApproval,
    FeatureNarrowing,
    School,
    SchoolMembership,
    active_features,
)


def features_for(actor: Actor) -> set[str]:
    """Return the features that are on at one of the actor's schools, or for their whole district.

    Example: Portfolios are limited to Maple School. Its principal, its teachers and the District
    Admins have Portfolios; the principal of Cedar School has none.
    """
    on = active_features(actor.here)
    limits = limits_of(actor.here)
    if limits.keys().isdisjoint(on):
        return on
    schools = _schools_of(actor)
    return {
        feature
        for feature in on
        if feature not in limits
        or any(all(school in limit for limit in limits[feature]) for school in schools)
    }


def limits_of(district_id: uuid.UUID) -> dict[str, list[list[uuid.UUID]]]:
    """Return feature → the lists of schools it is limited to: Support's, the district's, both."""
    limited = {"district_id": district_id, "ended_at": None, "school_ids__isnull": False}
    columns = ("feature", "school_ids")
    approved = FeatureApproval.objects.filter(**limited).values_list(*columns)
    narrowed = FeatureNarrowing.objects.filter(**limited).values_list(*columns)
    found: dict[str, list[list[uuid.UUID]]] = defaultdict(list)
    for feature, school_ids in approved.union(narrowed, all=True):
        found[feature].append(school_ids or [])
    return found


def _schools_of(actor: Actor) -> set[uuid.UUID]:
    """Return the schools somebody is at: by role, by class, or as a student."""
    if actor.role is Role.STUDENT:
        here = SchoolMembership.objects.filter(student=actor.own_record, ended_at=None)
        return set(here.values_list("school_id", flat=True))
    schools = set(School.objects.visible_to(actor).values_list("id", flat=True))
    if actor.role is Role.TEACHER:
        taught = ClassGroup.objects.visible_to(actor)
        schools |= set(taught.values_list("school_id", flat=True))
    return schools
