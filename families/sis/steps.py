"""Families' part of an import: contacts, links, school associations, invitations and their mail."""

from pathlib import Path

from districts.models import ImportRun
from districts.sis.statements import Values
from districts.sis.step import Step
from districts.sis.work import Work
from families.models import VALID_FOR
from spacesedu.lib import tokens
from spacesedu.lib.queue import wake


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
        "family_links": "families_sisfamilylink",
        "associations": "families_schoolassociation",
        "invitations": "families_familyinvitation",
    },
    plan=("begin", "contacts", "family_links", "associations", "invitations"),
    population=("population",),
    locks=("lock",),
    apply=("contacts", "family_links", "associations", "invitations"),
    values=_values,
    after=_wake_the_outbox,
)
