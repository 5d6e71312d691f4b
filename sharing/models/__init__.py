"""Share links and how often they were opened."""

from sharing.models.link import LinkState, ShareLink, ShareLinkQuerySet
from sharing.models.opens import LinkOpens

__all__ = ["LinkOpens", "LinkState", "ShareLink", "ShareLinkQuerySet"]
