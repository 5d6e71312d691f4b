"""Share links."""

from datetime import timedelta

from factory.declarations import LazyAttribute

from sharing.models import ShareLink
from spacesedu.lib import tokens
from tests.factories.portfolios import PortfolioFactory
from tests.factories.rows import IdFactory, SelfAttribute, SubFactory, now


class ShareLinkFactory(IdFactory[ShareLink]):
    """An open link with 300 days to go."""

    class Meta:
        """Of links."""

        model = ShareLink

    class Params:
        """One secret fills three columns."""

        secret = LazyAttribute(lambda _: tokens.new_secret())

    portfolio = SubFactory(PortfolioFactory)
    district = SelfAttribute("portfolio.district")
    kid = SelfAttribute("secret.kid")
    handle = SelfAttribute("secret.handle")
    nonce = SelfAttribute("secret.nonce")
    issued_at = now
    expires_at = LazyAttribute(lambda link: link.issued_at + timedelta(days=300))
