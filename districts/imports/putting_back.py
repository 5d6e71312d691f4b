"""What an undo of a run would do, in sentences: so that it is asked for with open eyes."""

from django.utils.translation import ngettext

from districts.imports.notices import PEOPLE, Words
from districts.letter import KINDS
from districts.models import ImportRun
from spacesedu.lib.numbers import grouped


def put_back(run: ImportRun) -> list[str]:
    """Return one sentence for each thing the run did; what people would notice comes first."""
    added, changed, ended = (_sum(run, what) for what in ("created", "changed", "ended"))
    told = [
        (
            added,
            ngettext(
                "%(number)s row that it added would end.",
                "%(number)s rows that it added would end.",
                added,
            ),
        ),
        (
            changed,
            ngettext(
                "%(number)s row would get its old values back.",
                "%(number)s rows would get their old values back.",
                changed,
            ),
        ),
        (
            ended,
            ngettext(
                "%(number)s row that it ended would be open again.",
                "%(number)s rows that it ended would be open again.",
                ended,
            ),
        ),
    ]
    noticed = [(number, words(number)) for number, words in _people(run)]
    return [words % {"number": grouped(number)} for number, words in noticed + told if number]


def _people(run: ImportRun) -> list[tuple[int, Words]]:
    """Return of how many people who came by the run something would end, and in which words."""
    return [(run.counts.get(kind, {}).get("created", 0), words) for kind, words in PEOPLE.items()]


def _sum(run: ImportRun, what: str) -> int:
    return sum(run.counts.get(kind, {}).get(what, 0) for kind in KINDS)
