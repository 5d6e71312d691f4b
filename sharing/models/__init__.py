"""Share links, how often they were opened, and who is told of their ends."""

from sharing.models.digest import LinkDigest
from sharing.models.link import LinkState, ShareLink, ShareLinkQuerySet, state_of
from sharing.models.opens import LinkOpens
from sharing.models.reminder import LinkReminder

__all__ = [
    "LinkDigest",
    "LinkOpens",
    "LinkReminder",
    "LinkState",
    "ShareLink",
    "ShareLinkQuerySet",
    "state_of",
]
