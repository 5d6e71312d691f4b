"""Importing a sample, as the command does it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from districts.actor import System
from districts.models import District, Feature, ImportRun, PlannedChange
from districts.sis import sweep
from districts.sis.attempt import Terms
from districts.sis.receive import receive
from districts.sis.report import Report
from districts.sis.run import Order, import_package, work_off
from districts.sis.source import connection_for
from spacesedu.lib import clock
from tests.factories import DistrictFactory, FeatureApprovalFactory
from tests.samples.advanced_csv import Sample

FAMILY_IMPORTS = (Feature.FAMILY_ACCOUNTS, Feature.FAMILY_DATA_IMPORTS)
INVITING = (*FAMILY_IMPORTS, Feature.ASSOCIATIONS)


class Writable(Protocol):
    """A package that is not yet written down."""

    def write(self, folder: Path) -> Path:
        """Write its files into a new folder, and return it."""


@dataclass
class Importing:
    """A district that imports packages from one folder."""

    folder: Path
    district: District
    runs: int = field(default=0)

    def run(
        self,
        package: Writable | Path,
        *,
        approve: bool = False,
        dry_run: bool = False,
        source: str | None = None,
    ) -> Report:
        """Import a package and return what became of it."""
        self.runs += 1
        path = (
            package
            if isinstance(package, Path)
            else package.write(self.folder / f"package{self.runs}")
        )
        at = clock.now()
        order = Order(path, connection_for(self.district, source, at=at), dry_run, approve)
        return import_package(order, by=System("tester"), at=at)

    def hand_in(
        self,
        package: Writable | Path,
        *,
        dry_run: bool = False,
        waive: bool = False,
        source: str | None = None,
        at: datetime | None = None,
    ) -> ImportRun:
        """Hand a package in as a page does: it is kept, and a worker is told."""
        at = at or clock.now()
        self.runs += 1
        path = (
            package
            if isinstance(package, Path)
            else package.write(self.folder / f"package{self.runs}")
        )
        return receive(
            path,
            connection_for(self.district, source, at=at),
            name=path.name,
            by=System("tester"),
            at=at,
            dry_run=dry_run,
            waive=waive,
        )

    def worked(self, run: ImportRun, *, at: datetime | None = None) -> ImportRun:
        """Let a worker do what there is to do for a run, and return it as it is then."""
        sweep.do(run.pk, at=at or clock.now())
        return ImportRun.objects.get(pk=run.pk)

    def run_approved(self, run: ImportRun, *, at: datetime | None = None) -> ImportRun:
        """Let a worker do a run, with every hold answered beforehand."""
        work_off(run, Terms(System("tester"), approve=True), at=at or clock.now())
        return ImportRun.objects.get(pk=run.pk)

    def plan(self, report: Report) -> list[tuple[str, str, str, object, object]]:
        """Return what the run planned, as values that can be compared between runs."""
        rows = PlannedChange.objects.filter(run_id=report.run).order_by("kind", "key")
        return list(rows.values_list("kind", "action", "key", "before", "after"))


def importing(
    folder: Path, *features: Feature, auto_create: bool = False, auto_remove: bool = False
) -> Importing:
    """Return a new district that has ``features`` on."""
    district = DistrictFactory.create(
        auto_create_associations=auto_create, auto_remove_associations=auto_remove
    )
    for feature in features:
        FeatureApprovalFactory.create(district=district, feature=feature)
    return Importing(folder, district)


def tally(report: Report, kind: str) -> tuple[int, int, int, int]:
    """Return created, changed, ended and unchanged of a kind."""
    counted = report.counts[kind]
    return counted.created, counted.changed, counted.ended, counted.unchanged


def codes(report: Report) -> list[tuple[str, int | None, str]]:
    """Return file, line and code of every problem."""
    return [(found.file, found.line, found.code) for found in report.problems]


def eventually_nothing(report: Report) -> bool:
    """Tell whether a run changed nothing at all."""
    return not any(counted.anything for counted in report.counts.values())


type Change = Callable[[Sample], None]
