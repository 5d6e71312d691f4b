"""Taking the links of many students along is itself an event: who took how many, and how."""

from datetime import datetime

from django.db import transaction

from districts.actor import Actor
from districts.audit import record
from portfolios.models import PortfolioTemplate


@transaction.atomic
def note_download(*, template: PortfolioTemplate, links: int, by: Actor, at: datetime) -> None:
    """Note that somebody downloads the links of a template's students as a file."""
    _note("class_links.downloaded", template, links, by=by, at=at)


@transaction.atomic
def note_print(*, template: PortfolioTemplate, links: int, by: Actor, at: datetime) -> None:
    """Note that somebody prints cards with the links of a template's students."""
    _note("class_links.printed", template, links, by=by, at=at)


def _note(verb: str, template: PortfolioTemplate, links: int, *, by: Actor, at: datetime) -> None:
    detail: dict[str, object] = {"links": links}
    record(verb, by=by, at=at, district_id=template.district_id, subject=template, detail=detail)
