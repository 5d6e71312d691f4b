"""Founding a demo district: switches, the first import, schools named, the second import."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from districts.actions.districts import create_district
from districts.actions.features import Approval, set_switches
from districts.actor import System
from districts.models import District, RunState, School
from districts.sis.run import Order, import_package
from districts.sis.source import connection_for
from districts.switching.switches import parse
from sharing.demo import package
from sharing.demo.roster import Roster

SEED = System("demo")
BEGAN = timedelta(days=335)
"""How long ago the demo district began with portfolios, before today."""
FAMILIES_SINCE = timedelta(days=12)

_APPROVAL = Approval(by="Demo superintendent", reason="The demo shows everything")
_AT_FIRST = ["portfolios=on", "url_sharing=on", "family_accounts=on", "family_data_imports=on"]
_FAMILIES = ["associations=on", "auto_create=on"]


class SeedingError(Exception):
    """The importer did not take the demo's own package."""


@dataclass(frozen=True, slots=True)
class Founded:
    """A district with everybody in it, and when it began."""

    district: District
    roster: Roster
    now: datetime


def found(roster: Roster, *, now: datetime) -> Founded:
    """Create the district as a school district would grow: people first, families later."""
    began = now - BEGAN
    district = create_district(
        slug=roster.slug, name=roster.name, time_zone=roster.time_zone, by=SEED, at=began
    )
    _switch(district, _AT_FIRST, at=began)
    _import(district, roster, at=began)
    for code, name in roster.schools.items():
        School.objects.filter(district=district, code=code).update(name=name)
    _switch(district, _FAMILIES, at=now - FAMILIES_SINCE)
    _import(district, roster, at=now - FAMILIES_SINCE)
    district.refresh_from_db()
    return Founded(district, roster, now)


def _switch(district: District, pairs: list[str], *, at: datetime) -> None:
    set_switches(district=district, switches=parse(pairs), approval=_APPROVAL, by=SEED, at=at)


def _import(district: District, roster: Roster, *, at: datetime) -> None:
    with TemporaryDirectory() as parent:
        # The folder's name is what the package is called.
        folder = Path(parent) / "roster"
        folder.mkdir()
        package.write(roster, folder)
        connection = connection_for(district, None, at=at)
        report = import_package(Order(folder, connection, approve=True), by=SEED, at=at)
    if report.state is not RunState.APPLIED:
        raise SeedingError(report.state, report.problems)
