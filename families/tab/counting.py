"""How many adults stand how: what the chips of the Family tab and the home screen say.

Counted from each table by itself: the status of every tie, as the rows show it, took five times as
long at 100,000 ties. An adult has one pending invitation at most, so no two of its states share
anybody.
"""

from collections import Counter
from datetime import datetime

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q

from districts.actor import Actor
from families.models import FamilyInvitation, SchoolAssociation
from families.tab.status import CHIPS, Status, ties


def counts(actor: Actor, at: datetime) -> dict[str, int]:
    """Return how many adults each chip holds, by its key."""
    everybody, by_status = _counted(actor, at)
    return {
        chip.key: sum(by_status[status] for status in chip.statuses) if chip.key else everybody
        for chip in CHIPS
    }


def held(actor: Actor, at: datetime) -> Counter[str]:
    """Return how many adults have a tie of each status."""
    return _counted(actor, at)[1]


def _counted(actor: Actor, at: datetime) -> tuple[int, Counter[str]]:
    adults = _adults(actor)
    invited = _invited(actor, at)
    refused = ties(actor, at).exclude(ended_at=None).order_by()
    found = Counter(invited)
    found.update(dict(refused.values_list("status").annotate(Count("contact", distinct=True))))
    found[Status.ACTIVE] = adults["active"]
    # Invited, and nothing pending that could be accepted.
    found[Status.EXPIRED] += adults["invited"] - sum(invited.values())
    return adults["everybody"], found


def _adults(actor: Actor) -> dict[str, int]:
    """Count adults with an open tie, with one they have accepted, and with one they have not."""
    open_ties = SchoolAssociation.objects.visible_to(actor).open().order_by()
    by_adult = open_ties.values("contact_id").annotate(
        is_active=BoolOr(_is(started_at__isnull=False)),
        is_invited=BoolOr(_is(started_at__isnull=True)),
    )
    return by_adult.aggregate(
        everybody=Count("contact_id"),
        active=Count("contact_id", filter=Q(is_active=True)),
        invited=Count("contact_id", filter=Q(is_invited=True)),
    )


def _invited(actor: Actor, at: datetime) -> dict[str, int]:
    """Count the pending invitations of adults with a tie that is not accepted, by state."""
    waiting = SchoolAssociation.objects.visible_to(actor).open().filter(started_at=None)
    pending = FamilyInvitation.objects.pending().filter(
        Exists(waiting.filter(contact=OuterRef("contact"))), district_id=actor.here
    )
    by_state = pending.with_state(at).order_by().values_list("state_now")
    return dict(by_state.annotate(Count("pk")))


def _is(**fact: object) -> "ExpressionWrapper[Q]":
    return ExpressionWrapper(Q(**fact), output_field=BooleanField())
