"""The tables, line by line."""

from dataclasses import dataclass

from tests.contract.access_table import PERSONAS, lines


@dataclass(frozen=True, slots=True)
class Row:
    """One line: an address, how it is asked, and who gets what."""

    name: str
    method: str
    answers: dict[str, str]

    def __str__(self) -> str:
        """Return how the line begins."""
        return f"{self.method} {self.name}"

    @property
    def who_may(self) -> list[str]:
        """Return the people for whom it works."""
        return [who for who, answer in self.answers.items() if answer[0] in "23"]


def _rows() -> list[Row]:
    words = (line.replace("|", "").split() for line in lines())
    return [
        Row(name, method, dict(zip(PERSONAS, answers, strict=True)))
        for name, method, *answers in words
    ]


ROWS = _rows()
