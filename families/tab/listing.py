"""Finding the adults of the Family tab."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from districts.actor import Actor
from families.models import FamilyContact
from families.tab.status import CHIPS, Chip, ties_of
from spacesedu.lib.db import fold

ORDER = ("email_key",)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: words to search, and one chip."""

    search: str = ""
    chip: str = ""

    @property
    def chosen(self) -> Chip:
        """Return the chip of that name; the first one when there is none."""
        return next((chip for chip in CHIPS if chip.key == self.chip), CHIPS[0])

    @property
    def narrowed(self) -> bool:
        """Tell whether somebody could be there who is not shown."""
        return bool(self.search or self.chosen.key)


def everybody(actor: Actor) -> QuerySet[FamilyContact]:
    """Return all the adults the actor sees."""
    return FamilyContact.objects.visible_to(actor)


def listed(actor: Actor, wanted: Wanted, at: datetime) -> QuerySet[FamilyContact]:
    """Return the adults ``wanted``."""
    tied = ties_of(actor, wanted.chosen, at)
    here = FamilyContact.objects.select_related("user").filter(district_id=actor.here)
    if wanted.chosen.plain is None:
        # Found together once; asked one by one they took nine times as long at 30,000 adults.
        found = here.filter(pk__in=tied.values("contact"))
    else:
        found = here.filter(Exists(tied.filter(contact=OuterRef("pk"))))
    for word in wanted.search.split():
        by_student = tied.filter(student__sort_name__contains=fold(word))
        found = found.filter(
            Q(email_key__contains=word.lower())
            | Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(pk__in=by_student.values("contact"))
        )
    return found
