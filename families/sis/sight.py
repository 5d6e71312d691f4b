"""Who would see less after an import, for whoever is asked whether it may go on."""

from django.db.models import Count, Q, QuerySet

from districts.models import ChangeAction, PlannedChange
from families.models import SchoolAssociation


def unseeing(changes: QuerySet[PlannedChange]) -> int:
    """Return how many adults would no longer see the portfolios of a child, each of them once.

    Their association ends, the child becomes inactive, or they may not sign in any more. Whoever
    has not accepted yet sees nothing, and loses nothing; an association that is only marked stays.
    """
    ends = changes.filter(action=ChangeAction.END)
    disabled = changes.filter(kind="contacts", after__has_key="disabled_since")
    off = disabled.exclude(after__disabled_since=None)
    cut = Q(pk__in=ends.filter(kind="associations").values("subject_id"))
    cut |= Q(student__in=ends.filter(kind="students").values("subject_id"))
    cut |= Q(contact__in=off.values("subject_id"))
    found = SchoolAssociation.objects.active().filter(cut)
    return int(found.aggregate(adults=Count("contact", distinct=True))["adults"])
