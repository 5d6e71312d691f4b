"""What Support may know of districts without a grant: figures, approvals and health. No people.

Each function starts at the person, and returns nothing to whoever is not acting as Support.
"""

import uuid
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from districts.actor import Actor
from districts.directory import districts_for
from districts.models import (
    AuditEvent,
    District,
    FeatureApproval,
    ImportRun,
    OutboundEmail,
    School,
    StaffInvitation,
    StaffRole,
    StaffRoleKind,
    SupportGrant,
    VerifiedDomain,
)
from districts.models.grant import SupportGrantQuerySet
from districts.policy import Power, may

# Audit verbs about the installation, its districts, and what Support does in them. What accounts
# and a district's own people do is the district's to read.
VERBS = ("demo.", "district.", "feature.", "domain.", "grant.", "support.")


def overseen(actor: Actor) -> QuerySet[District]:
    """Return the actor's districts; ``has_admin`` tells whether somebody runs each."""
    running = StaffRole.objects.running_districts().filter(district=OuterRef("pk"))
    return districts_for(actor).annotate(has_admin=Exists(running))


def overview(actor: Actor) -> QuerySet[District]:
    """Return the actor's districts with figures: ``schools_count``, ``runs_count``, ``latest``.

    ``latest`` is a list of one run, or of none.
    """
    newest = ImportRun.objects.order_by("-received_at", "-id")[:1]
    return (
        overseen(actor)
        .annotate(schools_count=_count(School), runs_count=_count(ImportRun))
        .prefetch_related(Prefetch("import_runs", newest, to_attr="latest"))
    )


def school_names(actor: Actor, district: District) -> dict[uuid.UUID, str]:
    """Return the names of a district's schools by id, in order: what a switch is limited to."""
    rows = School.objects.filter(district=district).order_by("name", "code")
    if not may(actor, Power.SWITCH_FEATURES):
        rows = rows.none()
    return {school.pk: str(school) for school in rows}


def approvals_for(actor: Actor) -> QuerySet[FeatureApproval]:
    """Return every approval there ever was, open and ended."""
    rows = FeatureApproval.objects.select_related("district")
    return rows if may(actor, Power.SWITCH_FEATURES) else rows.none()


def domains_for(actor: Actor) -> QuerySet[VerifiedDomain]:
    """Return every e-mail domain that a provider vouches for, or has."""
    rows = VerifiedDomain.objects.select_related("district")
    return rows if may(actor, Power.SWITCH_FEATURES) else rows.none()


def grants_for(actor: Actor) -> SupportGrantQuerySet:
    """Return the grants districts have given, without who gave them."""
    rows = SupportGrant.objects.select_related("district")
    return rows if may(actor, Power.SEE_HEALTH) else rows.none()


def events_for(actor: Actor) -> QuerySet[AuditEvent]:
    """Return what the audit log says of districts, switches, domains and grants.

    Each event has ``district_name``; the log itself keeps ids only.
    """
    name = District.objects.filter(id=OuterRef("district_id")).values("name")
    rows = AuditEvent.objects.annotate(district_name=Subquery(name))
    if not may(actor, Power.SEE_HEALTH):
        return rows.none()
    return rows.filter(reduce(or_, (Q(verb__startswith=word) for word in VERBS)))


def without_admin(actor: Actor, at: datetime) -> dict[uuid.UUID, bool]:
    """Return the districts nobody runs; True where a set-up link is out that still opens."""
    here = {"district": OuterRef("pk")}
    asked = StaffInvitation.objects.pending().filter(
        **here,
        expires_at__gt=at,
        bounced_at=None,
        staff__roles__role=StaffRoleKind.DISTRICT_ADMIN,
        staff__roles__full=True,
        staff__roles__ended_at=None,
    )
    rows = District.objects.visible_to(actor).exclude(
        Exists(StaffRole.objects.running_districts().filter(**here))
    )
    if not may(actor, Power.SEE_HEALTH):
        rows = rows.none()
    return dict(rows.order_by().annotate(asked=Exists(asked)).values_list("pk", "asked"))


def runs_for(actor: Actor) -> QuerySet[ImportRun]:
    """Return every import run; a page shows its state and counts, never its rows."""
    rows = ImportRun.objects.select_related("district", "connection")
    return rows if may(actor, Power.SEE_HEALTH) else rows.none()


def latest_runs_for(actor: Actor) -> QuerySet[ImportRun]:
    """Return each district's latest run, by one look into an index for each of them."""
    newest = ImportRun.objects.filter(district=OuterRef("pk")).order_by("-received_at", "-id")
    latest = District.objects.values(newest=Subquery(newest.values("pk")[:1]))
    return runs_for(actor).filter(pk__in=latest)


def mail_for(actor: Actor) -> QuerySet[OutboundEmail]:
    """Return the outbox without addresses, and without the servers' words, which repeat them."""
    rows = OutboundEmail.objects.select_related("district")
    hidden = ("recipient", "dedupe_key", "last_failure", "dead_reason")
    return rows.defer(*hidden) if may(actor, Power.SEE_HEALTH) else rows.none()


def _count(model: type[School | ImportRun]) -> Coalesce:
    """Count a district's rows apart: two joins would multiply each other."""
    rows = model.objects.filter(district=OuterRef("pk")).order_by().values("district")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)
