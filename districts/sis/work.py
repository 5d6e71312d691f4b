"""What one run works on: the values every statement and every step is given."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from districts.models import District, Feature, active_features
from districts.sis.statements import Values


@dataclass(frozen=True, slots=True)
class Switches:
    """What a district has on, as far as an import asks."""

    features: frozenset[str]
    auto_create: bool
    auto_remove: bool

    @property
    def families(self) -> bool:
        """Tell whether the family file is read at all."""
        return Feature.FAMILY_DATA_IMPORTS in self.features

    @property
    def invites(self) -> bool:
        """Tell whether a newly linked adult is invited."""
        needed = {Feature.FAMILY_ACCOUNTS, Feature.ASSOCIATIONS, Feature.FAMILY_DATA_IMPORTS}
        return self.auto_create and self.features >= needed

    def snapshot(self) -> dict[str, object]:
        """Return what a run remembers of them."""
        return {
            "features": sorted(self.features),
            "auto_create": self.auto_create,
            "auto_remove": self.auto_remove,
            "invites": self.invites,
        }


def switches_of(district: District) -> Switches:
    """Return the district's switches as they are now."""
    return Switches(
        frozenset(active_features(district.id)),
        district.auto_create_associations,
        district.auto_remove_associations,
    )


@dataclass(frozen=True, slots=True)
class Work:
    """One run: whose, from where, when, what the package tells of and what the district has on."""

    district_id: uuid.UUID
    connection_id: uuid.UUID
    run_id: uuid.UUID
    now: datetime
    parts: frozenset[str]
    switches: Switches

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
        }
