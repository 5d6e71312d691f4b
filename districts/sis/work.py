"""What one run works on: the values every statement and every step is given."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from districts.models import District, Feature, SisConnection, active_features
from districts.sis.statements import Values
from districts.switching.reach import limits_of


@dataclass(frozen=True, slots=True)
class Switches:
    """What a district has on, as far as an import asks."""

    features: frozenset[str]
    auto_create: bool
    auto_remove: bool
    linked_schools: frozenset[str] | None = None
    """Where the associations are on; None for every school."""

    @property
    def families(self) -> bool:
        """Tell whether the family file is read at all."""
        return Feature.FAMILY_DATA_IMPORTS in self.features

    @property
    def invites(self) -> bool:
        """Tell whether a newly linked adult is invited."""
        needed = {Feature.FAMILY_ACCOUNTS, Feature.ASSOCIATIONS, Feature.FAMILY_DATA_IMPORTS}
        return self.auto_create and self.features >= needed

    def invites_anew(self, before: Mapping[str, object]) -> bool:
        """Tell whether people would be invited whom the last run could not have invited.

        ``before`` is what that run remembers: nobody was invited then, or only for some schools.
        """
        if not self.invites or not before.get("invites"):
            return self.invites
        schools = before.get("invites_at")
        if not isinstance(schools, list):
            return False
        return self.linked_schools is None or not self.linked_schools <= set(schools)

    def snapshot(self) -> dict[str, object]:
        """Return what a run remembers of them."""
        return {
            "features": sorted(self.features),
            "auto_create": self.auto_create,
            "auto_remove": self.auto_remove,
            "invites": self.invites,
            "invites_at": None if self.linked_schools is None else sorted(self.linked_schools),
        }


def switches_of(district: District) -> Switches:
    """Return the district's switches as they are now."""
    limits = limits_of(district.id).get(Feature.ASSOCIATIONS, [])
    return Switches(
        frozenset(active_features(district.id)),
        district.auto_create_associations,
        district.auto_remove_associations,
        _in_all(limits),
    )


def scope_of(connection: SisConnection) -> frozenset[uuid.UUID] | None:
    """Return the schools a connection is limited to; None for the whole district."""
    return frozenset(connection.scope.values_list("school_id", flat=True)) or None


def _in_all(limits: Collection[Collection[uuid.UUID]]) -> frozenset[str] | None:
    """Return the schools that every limit names; None without a limit."""
    if not limits:
        return None
    return frozenset.intersection(*(frozenset(map(str, limit)) for limit in limits))


@dataclass(frozen=True, slots=True)
class Work:
    """One run: whose, from where, when, what the package tells of and what the district has on."""

    district_id: uuid.UUID
    connection_id: uuid.UUID
    run_id: uuid.UUID
    now: datetime
    parts: frozenset[str]
    switches: Switches
    scope: frozenset[uuid.UUID] | None = None
    """The schools the connection speaks of; None for the whole district."""
    quiet_until: datetime | None = None
    """On a quiet day, when mail goes out again."""
    changes_only: bool = False
    """The package tells of changes: what it does not name is as it was."""

    @property
    def values(self) -> Values:
        """Return the values the statements may use."""
        return {
            "district": self.district_id,
            "connection": self.connection_id,
            "run": self.run_id,
            "now": self.now,
            "has_students": "students" in self.parts,
            "has_staff": "staff" in self.parts,
            "has_classes": "classes" in self.parts,
            "has_enrolments": "enrolments" in self.parts,
            "has_families": "families" in self.parts,
            "invites": self.switches.invites,
            "removes": self.switches.auto_remove,
            "tells_changes": self.changes_only and self.switches.families,
            "scope": None if self.scope is None else sorted(self.scope),
            "mail_due": self.quiet_until or self.now,
        }
