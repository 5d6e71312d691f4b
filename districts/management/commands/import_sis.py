"""``manage.py import_sis --district SLUG PATH``: one SIS package, from the command line."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from districts.letter import KINDS, STATES, reason_in_words
from districts.models import District, RunState
from districts.operator import operator
from districts.sis.problems import Problem
from districts.sis.report import Report
from districts.sis.run import Order, import_package
from districts.sis.source import SourceError, connection_for
from spacesedu.lib import clock

REFUSED, HELD = 2, 3
SHOWN_PROBLEMS = 20


class Command(BaseCommand):
    """Stage, check, plan, and apply what need not wait for a person."""

    help = (
        "Import a SIS package (a zip or a folder). Exit code 0: applied, nothing to do, or a dry "
        "run; 2: refused, nothing applied; 3: held for a person's approval."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the district, the package, and how far to go."""
        parser.add_argument("path", type=Path, help="a zip or a folder")
        parser.add_argument("--district", required=True, metavar="SLUG")
        parser.add_argument("--source", metavar="NAME", help="the connection it comes from")
        parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
        parser.add_argument("--approve", action="store_true", help="answer a hold of this very run")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 -- Django's own
        """Run the import, tell what became of it, and leave with its exit code."""
        at = clock.now()
        district = District.objects.filter(slug=options["district"]).first()
        if district is None:
            raise CommandError(
                _("There is no district “%s”.") % options["district"], returncode=REFUSED
            )
        try:
            connection = connection_for(district, options["source"], at=at)
        except SourceError as reason:
            raise CommandError(str(reason), returncode=REFUSED) from None
        order = Order(options["path"], connection, options["dry_run"], options["approve"])
        report = import_package(order, by=operator(), at=at)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self._tell(report)
        self._explain(report)
        if report.exit_code:
            sys.exit(report.exit_code)

    def _tell(self, report: Report) -> None:
        """Say in words and a table what the run did, or would do."""
        self.stdout.write(str(STATES[report.state].sentence))
        if report.state is RunState.REFUSED:
            return
        row = "{:<22}{:>10}{:>10}{:>10}{:>10}"
        self.stdout.write(row.format("", _("created"), _("changed"), _("ended"), _("unchanged")))
        for kind, tally in report.counts.items():
            numbers = (tally.created, tally.changed, tally.ended, tally.unchanged)
            self.stdout.write(row.format(str(KINDS.get(kind, kind)), *numbers))
        applied = report.state in {RunState.APPLIED, RunState.REMOVALS_HELD}
        self.stdout.write(
            _("E-mails queued: %d") % report.emails_queued
            if applied
            else _("E-mails that would go: %d") % report.emails_planned
        )
        self._list_problems(report)

    def _list_problems(self, report: Report) -> None:
        for found in report.problems[:SHOWN_PROBLEMS]:
            self.stdout.write(_in_words(found))
        more = len(report.problems) - SHOWN_PROBLEMS
        if more > 0:
            self.stdout.write(_("… and %d more, kept with the run.") % more)

    def _explain(self, report: Report) -> None:
        """Say on the error stream why a package was refused, or waits."""
        if report.state is RunState.REFUSED:
            for found in report.problems[:SHOWN_PROBLEMS]:
                self.stderr.write(_in_words(found))
        waits = report.exit_code == HELD
        if report.held:
            self.stderr.write(_("Why it waits:") if waits else _("Why it would wait:"))
        for reason in report.held:
            self.stderr.write(f"- {reason_in_words(reason)}")
        if waits:
            self.stderr.write(
                _(
                    "Look at the plan under Imports and approve it there, or run this again with "
                    "--approve."
                )
            )


def _in_words(found: Problem) -> str:
    """Return file, line and column where there are any, and what is the matter."""
    parts = (found.file, _line(found.line), found.column)
    place = ", ".join(part for part in parts if part)
    return f"{place}: {found.message}" if place else found.message


def _line(number: int | None) -> str:
    return _("line %d") % number if number else ""
