"""What the frame of a page needs to know of the district: its name, its colour, what is on."""

from dataclasses import replace

from districts.actor import Actor
from districts.directory import district_of
from districts.models import Feature, active_features
from spacesedu.lib.facts import Facts


def district(actor: Actor, facts: Facts) -> Facts:
    """Fill in the district's facts; a family and Support act in no district."""
    found = district_of(actor)
    if found is None:
        return facts
    features = active_features(found.id)
    return replace(
        facts,
        portfolios=Feature.PORTFOLIOS in features,
        associations=Feature.ASSOCIATIONS in features,
        district_name=found.name,
        accent_hue=found.accent_hue,
    )
