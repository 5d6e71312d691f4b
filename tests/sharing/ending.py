"""A link whose last day is the 31st of March 2027, in Vancouver, and days on the way there."""

from datetime import UTC, datetime

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from districts import delivery
from districts.models import OutboundEmail
from sharing.models import ShareLink
from tests.world import World

ENDS = datetime(2027, 4, 1, 7, tzinfo=UTC)
MADE = datetime(2026, 5, 31, 18, tzinfo=UTC)
THIRTY = datetime(2027, 3, 1, 15, tzinfo=UTC)
"""Seven o'clock on a Monday, with thirty days to go."""
SEVEN = datetime(2027, 3, 24, 14, tzinfo=UTC)
"""Seven o'clock again, after the clocks have gone forward."""


def about_to_end(world: World) -> ShareLink:
    """Let the world's link be one that was made ten months before."""
    ShareLink.objects.filter(pk=world.link.pk).update(issued_at=MADE, expires_at=ENDS)
    world.link.refresh_from_db()
    return world.link


def queued(purpose: str) -> list[str]:
    """Return to whom there are e-mails of a kind, in the order they were queued."""
    rows = OutboundEmail.objects.filter(purpose=purpose).order_by("id")
    return list(rows.values_list("recipient", flat=True))


def sent(at: datetime) -> list[EmailMultiAlternatives]:
    """Send what is due and return it."""
    mail.outbox.clear()
    while delivery.deliver(at=at):
        pass
    return [one for one in mail.outbox if isinstance(one, EmailMultiAlternatives)]


def words_of(message: EmailMultiAlternatives) -> str:
    """Return everything a message says, headers too."""
    return message.message().as_string() + message.body + str(message.alternatives)
