"""Share links."""

from datetime import timedelta

from factory.declarations import LazyAttribute

from sharing.models import ShareLink
from tests.factories.portfolios import PortfolioFactory
from tests.factories.rows import IdFactory, SelfAttribute, SubFactory, now


class ShareLinkFactory(IdFactory[ShareLink]):
    """An open link with 300 days to go."""

    portfolio = SubFactory(PortfolioFactory)
    district = SelfAttribute("portfolio.district")
    issued_at = now
    expires_at = LazyAttribute(lambda link: link.issued_at + timedelta(days=300))
