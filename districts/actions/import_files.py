"""Who took what an import did, or what was wrong with it, along as a file."""

from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actor import Actor
from districts.models import ImportRun


@transaction.atomic
def note_download(*, run: ImportRun, what: str, by: Actor, at: datetime) -> None:
    """Note that somebody takes a list of the run along: its ``changes`` or its ``problems``."""
    audit.record(
        "import.downloaded",
        by=by,
        at=at,
        district_id=run.district_id,
        subject=run,
        detail={"list": what},
    )
