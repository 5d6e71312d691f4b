"""What an import tells, once it is over: to people, to machines, and as an exit code."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from districts.models import RunState
from districts.sis.brakes import Tally
from districts.sis.problems import Problem

# What is printed of a problem, in this order.
PROMISED = ("file", "line", "column", "code", "message")
EXIT_CODES = {
    RunState.APPLIED: 0,
    RunState.NOTHING: 0,
    RunState.PLANNED: 0,
    RunState.REFUSED: 2,
    RunState.HELD: 3,
    RunState.REMOVALS_HELD: 3,
}


@dataclass(frozen=True, slots=True)
class Report:
    """One run. ``held`` are the reasons that still stand; ``emails_planned`` what would be sent."""

    run: uuid.UUID | None
    state: RunState
    counts: Mapping[str, Tally]
    problems: tuple[Problem, ...] = ()
    held: tuple[str, ...] = ()
    emails_queued: int = 0
    emails_planned: int = 0

    @property
    def exit_code(self) -> int:
        """Return 0 for done or nothing to do, 2 for refused, 3 for held."""
        return EXIT_CODES[self.state]

    def as_json(self) -> dict[str, object]:
        """Return the object that ``--json`` prints."""
        return {
            "run": str(self.run) if self.run else None,
            "state": self.state.value,
            "counts": {kind: asdict(tally) for kind, tally in self.counts.items()},
            "problems": [
                {name: getattr(problem, name) for name in PROMISED} for problem in self.problems
            ],
            "held": list(self.held),
            "emails_queued": self.emails_queued,
        }
