"""What the frame of a page needs to know of the district: its name, its colour, what is on."""

from dataclasses import replace

from django.db.models.functions import Now

from districts.actor import Actor
from districts.directory import district_of
from districts.models import Feature, SupportGrant
from districts.policy import Power, may
from districts.switching.reach import features_for
from spacesedu.lib import clock
from spacesedu.lib.facts import Facts


def district(actor: Actor, facts: Facts) -> Facts:
    """Fill in the district's facts; a family and Support act in no district."""
    found = district_of(actor)
    if found is None:
        return facts
    features = features_for(actor)
    return replace(
        facts,
        portfolios=Feature.PORTFOLIOS in features,
        associations=Feature.ASSOCIATIONS in features,
        district_name=found.name,
        accent_hue=found.accent_hue,
        logo=found.logo_picture,
    )


def support_grant(actor: Actor, facts: Facts) -> Facts:
    """Say until when Support can read the district, to whoever can end that."""
    if not may(actor, Power.GRANT_SUPPORT):
        return facts
    live = SupportGrant.objects.live(Now()).select_related("district")
    grant = live.filter(district_id=actor.here).first()
    if grant is None:
        return facts
    return replace(facts, support_until=clock.wall_time(grant.ends_at, grant.district.zone))
