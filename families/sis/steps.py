"""Families' part of an import: contacts, links, school associations, invitations and their mail."""

from pathlib import Path

from districts.models import ImportRun
from districts.sis.statements import Values
from districts.sis.step import Step
from districts.sis.work import Work
from families.models import VALID_FOR
from families.sis.sight import unseeing
from families.sis.ties import ties_of
from spacesedu.lib import tokens
from spacesedu.lib.queue import wake

# What a person has said since the import stands: an undo neither ends nor reopens against it.
UNBARRED = """
    NOT EXISTS (
        SELECT FROM families_bar AS bar
        WHERE bar.contact_id = subject.contact_id
            AND bar.student_id = subject.student_id
            AND bar.lifted_at IS NULL
    )
    AND NOT EXISTS (
        SELECT FROM families_schoolassociation AS other
        WHERE other.contact_id = subject.contact_id
            AND other.student_id = subject.student_id
            AND other.id <> subject.id
            AND other.ended_at IS NULL
    )
"""
UNANSWERED = """
    subject.accepted_at IS NULL AND subject.declined_at IS NULL
    AND subject.disowned_at IS NULL AND subject.revoked_at IS NULL
    AND NOT EXISTS (
        SELECT FROM families_familyinvitation AS other
        WHERE other.contact_id = subject.contact_id
            AND other.id <> subject.id
            AND other.accepted_at IS NULL AND other.declined_at IS NULL
            AND other.disowned_at IS NULL AND other.revoked_at IS NULL
            AND other.ended_by_run_id IS NULL
    )
"""

# Whoever has accepted since the address moved is that adult now, whenever they were asked.
NOT_ACCEPTED_SINCE = """
    NOT (
        change.left_so ? 'email_key'
        AND EXISTS (
            SELECT
            FROM families_familyinvitation AS invitation
            JOIN districts_importrun AS moving ON moving.id = %(undone)s
            WHERE invitation.contact_id = subject.id
                AND (
                    invitation.accepted_at >= moving.applied_at
                    OR invitation.accepted_at IS NOT NULL
                    AND EXISTS (
                        SELECT FROM families_formerlink AS former
                        WHERE former.run_id = moving.id AND former.invitation_id = invitation.id
                    )
                )
        )
    )
"""


def _values(work: Work) -> Values:
    return {
        "expires": work.now + VALID_FOR,
        "kid": tokens.newest_kid(),
    }


def _wake_the_outbox(work: Work) -> None:
    """Once the transaction has committed, and only then."""
    if ImportRun.objects.filter(pk=work.run_id, emails_queued__gt=0).exists():
        wake("districts.tasks.sweep_outbox")


STEP = Step(
    folder=Path(__file__).parent / "sql",
    tables={
        "contacts": "families_familycontact",
        "adult_ids": "families_siscontactid",
        "family_links": "families_sisfamilylink",
        "associations": "families_schoolassociation",
        "invitations": "families_familyinvitation",
    },
    uncounted=frozenset({"adult_ids"}),
    plan=(
        *("strangers", "begin", "reach", "shared", "pairs", "sides", "moves"),
        *("contacts", "family_links", "associations", "invitations"),
    ),
    settles=frozenset({"families"}),
    population=("population",),
    locks=("lock",),
    apply=("contacts", "adult_ids", "family_links", "associations", "invitations"),
    values=_values,
    after=_wake_the_outbox,
    endings={
        "family_links": {"absent_since": "now"},
        "associations": {"ended_at": "now", "end_reason": "import"},
        "invitations": {"ended_by_run_id": "run"},
    },
    guards={
        "contacts": NOT_ACCEPTED_SINCE,
        "associations": UNBARRED,
        "invitations": UNANSWERED,
    },
    passing={"invitations": frozenset({"sent_at", "bounced_at"})},
    undo=("links",),
    hush=("hush",),
    about=ties_of,
    unseeing=unseeing,
)
