"""Why something about a family cannot be done: one small error a reason."""

from collections.abc import Collection

from districts.models import Student
from families.policy import Answerable


class FamiliesOffError(Exception):
    """Family Accounts or the associations are off where the students are."""


class NobodyChosenError(Exception):
    """None of the students may be linked by this person."""


class BarredError(Exception):
    """Somebody decided "do not link" for some of the pairs."""

    def __init__(self, students: Collection[Student]) -> None:
        """Name the students."""
        super().__init__()
        self.students = students


class NotAnswerableError(Exception):
    """The invitation was answered, has ended, expired or is paused."""

    def __init__(self, why: Answerable) -> None:
        """Say which."""
        super().__init__(why.value)
        self.why = why


class NotForYouError(Exception):
    """The invitation is for somebody else's address."""


class TooManySendsError(Exception):
    """The invitation was sent three times within a day."""
