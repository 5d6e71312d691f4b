"""Links that open today and end soon."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from districts.models import District
from portfolios.models import Portfolio
from sharing.ending.days import SOON, end_of_day
from sharing.models import ShareLink, ShareLinkQuerySet


def renewable(at: datetime) -> ShareLinkQuerySet:
    """Return the links that open now and may be reset: gates open, the portfolio active."""
    portfolios = Portfolio.objects.open_to_url(at).active().filter(pk=OuterRef("portfolio"))
    return ShareLink.objects.not_closed().filter(Exists(portfolios), expires_at__gt=at)


def ending(district: District, at: datetime) -> ShareLinkQuerySet:
    """Return those of a district that have no more than thirty days left."""
    until = end_of_day(SOON, at, district.zone)
    return renewable(at).filter(district=district, expires_at__lte=until)
