"""Share links, how often they were opened, and who is told of their ends."""

from datetime import date, timedelta

from factory.declarations import LazyAttribute

from sharing.models import LinkDigest, LinkOpens, LinkReminder, ShareLink
from tests.factories.districts import StaffMemberFactory
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


class LinkReminderFactory(IdFactory[LinkReminder]):
    """A reminder thirty days before a link's end."""

    link = SubFactory(ShareLinkFactory)
    district = SelfAttribute("link.district")
    expires_at = SelfAttribute("link.expires_at")
    days = 30
    queued_at = now


class LinkDigestFactory(IdFactory[LinkDigest]):
    """A teacher who gets the weekly e-mail about links that end."""

    staff = SubFactory(StaffMemberFactory)
    district = SelfAttribute("staff.district")
