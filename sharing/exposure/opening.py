"""How many links of a district open at one moment, for whoever is about to change a gate."""

import uuid
from datetime import datetime

from portfolios.models import Portfolio
from sharing.models import ShareLink


def count(district_id: uuid.UUID, at: datetime) -> int:
    """Return how many visitors' pages open: links that still work, behind gates that are open."""
    opening = Portfolio.objects.filter(district=district_id).open_to_url(at)
    links = ShareLink.objects.not_closed().filter(district=district_id, expires_at__gt=at)
    return links.filter(portfolio__in=opening.values("pk")).count()
