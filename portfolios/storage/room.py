"""How much room there is for files, as numbers and as sentences. Pure."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


class NoRoomError(Exception):
    """A file for which there is no room; the sentence has the numbers and what to do."""


@dataclass(frozen=True, slots=True)
class Use:
    """How many bytes are used, of how many; ``limit`` 0: of any number."""

    used: int
    limit: int

    def holds(self, more: int) -> bool:
        """Tell whether ``more`` bytes fit in.

        >>> Use(used=4, limit=5).holds(1), Use(used=4, limit=5).holds(2), Use(4, 0).holds(9)
        (True, False, True)
        """
        return not self.limit or self.used + more <= self.limit


@dataclass(frozen=True, slots=True)
class Room:
    """What is used where files are to go: by the student, and by the whole district.

    ``whose`` is the student's name for whoever adds on their behalf, and empty for themselves. A
    template's files belong to no student, so there is no limit but the district's.
    """

    student: Use
    district: Use
    whose: str = ""

    def check(self, more: int) -> None:
        """Raise ``NoRoomError`` where ``more`` bytes do not fit in."""
        if not self.student.holds(more):
            raise NoRoomError(_full_for(self.whose) % self._words(self.student, more))
        if not self.district.holds(more):
            sentence = _(
                "The files of your district take up %(used)s of %(limit)s, and this needs "
                "%(need)s. Ask your district for more room."
            )
            raise NoRoomError(sentence % self._words(self.district, more))

    def _words(self, full: Use, more: int) -> dict[str, str]:
        return {
            "name": self.whose,
            "used": filesizeformat(full.used),
            "limit": filesizeformat(full.limit),
            "need": filesizeformat(more),
        }


def _full_for(whose: str) -> str:
    if whose:
        return _(
            "The portfolio files of %(name)s take up %(used)s of %(limit)s, and this needs "
            "%(need)s. Ask your district for more room; what is deleted makes room after 30 days."
        )
    return _(
        "Your portfolio files take up %(used)s of %(limit)s, and this needs %(need)s. Ask your "
        "school for more room; what you delete makes room after 30 days."
    )
