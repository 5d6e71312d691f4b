"""What the outbox tells of an invitation's e-mail."""

import uuid
from datetime import datetime

from districts.outbox import Outcome
from families.models import FamilyInvitation


def note_outcome(invitation_id: uuid.UUID, outcome: Outcome, *, at: datetime) -> None:
    """Note that the e-mail has left, or that its address takes none."""
    rows = FamilyInvitation.objects.filter(pk=invitation_id)
    match outcome:
        case Outcome.SENT:
            rows.update(sent_at=at, bounced_at=None)
        case Outcome.DEAD:
            rows.pending().update(bounced_at=at)
        case Outcome.CANCELLED:
            pass  # whoever took the cause away has noted that already
