"""Facts about one portfolio → the panel: what holds for whom, and every gate behind it. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from portfolios.why import reading, sharing
from portfolios.why.facts import Facts
from portfolios.why.line import Line

type Gate = Callable[[Facts], Line]

# The gates of a link, named as in ``portfolios.gates.URL_GATES``.
LINK: Mapping[str, Gate] = {
    "licence": sharing.licence,
    "district": sharing.district,
    "grade": sharing.grade,
    "template": sharing.template,
    "student": sharing.student,
    "pause": sharing.pause,
}
IN_USE: Mapping[str, Gate] = {"published": reading.published, "audience": reading.audience}
# Asked besides, while the links of somebody who has left stay open.
STILL_HERE: Mapping[str, Gate] = {"here": reading.here}
FAMILY: Mapping[str, Gate] = {
    "family_accounts": reading.family_accounts,
    "associations": reading.associations,
    "connected": reading.connected,
    "shown": reading.shown,
}
EVERYWHERE = ("licence", "student")
"""What a link and a family need alike."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One question, answered, with the gates that are in the way."""

    yes: bool
    closed: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The three verdicts, and each gate once, in four groups."""

    visitors: Verdict
    """An existing link that has not ended opens."""
    sharing: Verdict
    """The student, and a teacher who can open the portfolio, can make a link."""
    family: Verdict
    """At least one adult sees it."""
    everybody: tuple[Line, ...]
    in_use: tuple[Line, ...]
    by_link: tuple[Line, ...]
    by_family: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return every gate."""
        return (*self.everybody, *self.in_use, *self.by_link, *self.by_family)

    @property
    def open_count(self) -> int:
        """Return how many gates are open."""
        return sum(line.open for line in self.lines)

    @property
    def all_open(self) -> bool:
        """Tell whether nothing is in anybody's way."""
        return self.open_count == len(self.lines)


def explain(facts: Facts) -> Panel:
    """Return what the gates say, as ``portfolios.gates`` would, with reasons."""
    of_link = facts.for_links()
    link = {key: gate(of_link) for key, gate in LINK.items()}
    in_use = tuple(gate(facts) for gate in IN_USE.values())
    family = FAMILY if facts.open_until is None else {**STILL_HERE, **FAMILY}
    by_family = tuple(gate(facts) for gate in family.values())
    everybody = tuple(link[key] for key in EVERYWHERE)
    by_link = tuple(line for key, line in link.items() if key not in EVERYWHERE)
    return Panel(
        visitors=_verdict((*everybody, *by_link)),
        sharing=_verdict((*everybody, *in_use, *by_link)),
        family=_verdict((*everybody, *in_use, *by_family)),
        everybody=everybody,
        in_use=in_use,
        by_link=by_link,
        by_family=by_family,
    )


def _verdict(lines: Iterable[Line]) -> Verdict:
    closed = tuple(line for line in lines if not line.open)
    return Verdict(yes=not closed, closed=closed)
