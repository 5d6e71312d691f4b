"""Share links."""

from datetime import date, timedelta

from factory.declarations import LazyAttribute

from sharing.models import LinkOpens, ShareLink
from tests.factories.portfolios import PortfolioFactory
from tests.factories.rows import IdFactory, SelfAttribute, SubFactory, now


class ShareLinkFactory(IdFactory[ShareLink]):
    """An open link with 300 days to go."""

    portfolio = SubFactory(PortfolioFactory)
    district = SelfAttribute("portfolio.district")
    issued_at = now
    expires_at = LazyAttribute(lambda link: link.issued_at + timedelta(days=300))


class LinkOpensFactory(IdFactory[LinkOpens]):
    """Three openings on one day."""

    link = SubFactory(ShareLinkFactory)
    district = SelfAttribute("link.district")
    day = date(2026, 11, 2)
    count = 3
