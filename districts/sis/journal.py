"""What a run leaves behind: its facts, its problems, and its line in the audit log."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from districts.models import ImportProblem, ImportRun
from districts.sis.brakes import Tally
from districts.sis.problems import MESSAGES, Problem, problem
from districts.sis.report import Report
from districts.sis.statements import SQL, execute
from districts.sis.step import kinds
from districts.sis.work import Work

MOST_PROBLEMS = 10_000


def keep(run: ImportRun, problems: Iterable[Problem]) -> None:
    """Keep problems that were found before the rows were looked at."""
    ImportProblem.objects.bulk_create(
        ImportProblem(district_id=run.district_id, run=run, **asdict(found)) for found in problems
    )


def keep_found(work: Work) -> None:
    """Keep the problems of the rows, each with its sentence."""
    values = {
        **work.values,
        "codes": list(MESSAGES),
        "messages": [str(message) for message in MESSAGES.values()],
    }
    execute(SQL / "check" / "problems", values)


def report(run: ImportRun) -> Report:
    """Tell of a run that is over."""
    return Report(
        run=run.pk,
        state=run.state(),
        counts=_counts(run),
        problems=tuple(_problems(run)),
        held=tuple(run.hold_reasons) if run.approved_at is None else (),
        emails_queued=run.emails_queued,
        emails_planned=run.emails_planned,
    )


def no_counts() -> Mapping[str, Tally]:
    """Return nothing, of every kind."""
    return {kind: Tally() for kind in kinds()}


def _counts(run: ImportRun) -> Mapping[str, Tally]:
    return {kind: Tally(**run.counts.get(kind, {})) for kind in kinds()}


def _problems(run: ImportRun) -> Iterable[Problem]:
    """Yield the run's problems in the order of the package; a very bad file has an end, too."""
    found = ImportProblem.objects.filter(run=run)
    for row in found[:MOST_PROBLEMS]:
        yield Problem(row.file, row.line, row.column, row.code, row.message)
    more = found.count() - MOST_PROBLEMS
    if more > 0:
        yield problem("more_problems", detail=more)
