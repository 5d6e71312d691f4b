"""What the frame of a page learns from portfolios."""

from dataclasses import replace

from districts.actor import Actor, Role
from districts.asking import ActorQuery
from portfolios.models import Portfolio
from spacesedu.lib.facts import Facts


def family(actor: Actor, facts: Facts) -> Facts:
    """Note whether a family member has a Portfolios tab: at least one portfolio is listed."""
    if actor.role is not Role.FAMILY:
        return facts
    return replace(facts, family_portfolios=bool(_any(actor)))


_any = ActorQuery(
    lambda actor: Portfolio.objects.visible_to(actor).order_by().values_list("pk")[:1]
)
